//! A month as expressions compare it.

use std::cmp::Ordering;

/// A month, or a year of which the month is not known.
///
/// A bare year compares as its January: `2023` and `2023-01` are equal here.
#[derive(Clone, Copy, Debug)]
pub struct Month {
    year: u16,
    month: Option<u8>,
}

impl Month {
    /// Reads `2024-03` or `2024`; `None` for anything else, a thirteenth month or the year 0 included.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let (year, month) = match text.split_once('-') {
            Some((year, month)) => (year, Some(digits(month, 2).filter(|month| (1..=12).contains(month))?)),
            None => (text, None),
        };
        let year = digits(year, 4).filter(|year| *year > 0)?;
        Some(Self { year, month: month.and_then(|month| u8::try_from(month).ok()) })
    }

    /// The text it is stored as.
    #[must_use]
    pub fn text(self) -> String {
        match self.month {
            Some(month) => format!("{:04}-{month:02}", self.year),
            None => format!("{:04}", self.year),
        }
    }

    fn rank(self) -> (u16, u8) {
        (self.year, self.month.unwrap_or(1))
    }
}

fn digits(text: &str, count: usize) -> Option<u16> {
    (text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

impl PartialEq for Month {
    fn eq(&self, other: &Self) -> bool {
        self.rank() == other.rank()
    }
}

impl Eq for Month {}

impl PartialOrd for Month {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Month {
    fn cmp(&self, other: &Self) -> Ordering {
        self.rank().cmp(&other.rank())
    }
}

#[cfg(test)]
mod tests {
    use super::Month;

    #[test]
    fn only_a_real_month_or_a_year_is_read() {
        for text in ["2024-03", "2024", "0001-12", "9999-01"] {
            assert_eq!(Month::read(text).map(Month::text).as_deref(), Some(text));
        }
        for text in ["", "-", "2024-", "2024-13", "2024-00", "2024-3", "24-03", "0000", "2024-03-01", "+024", "2024-+1", "２０２４"] {
            assert!(Month::read(text).is_none(), "{text}");
        }
    }

    #[test]
    fn a_bare_year_stands_for_its_january() {
        assert_eq!(Month::read("2023"), Month::read("2023-01"));
        assert!(Month::read("2023") < Month::read("2023-02"));
        assert!(Month::read("2022-12") < Month::read("2023"));
    }
}
