//! Arithmetic that never panics: what cannot be computed is null.

use serde_json::{Number, Value};

use super::syntax::BinaryOperator;

/// A number during evaluation.
#[derive(Clone, Copy, Debug)]
pub(super) enum Numeric {
    Integer(i64),
    Decimal(f64),
}

/// Decimals kept after the point.
const DECIMALS: i32 = 9;
/// Digits of which a decimal number is sure.
const DIGITS: i32 = 15;
/// Below this every whole decimal is exact.
const EXACT: f64 = 9_007_199_254_740_992.0;

impl Numeric {
    /// A JSON number as an integer, if it is a whole one that fits.
    pub(super) fn integer(value: &Value) -> Option<Self> {
        value.as_i64().or_else(|| value.as_f64().and_then(whole)).map(Self::Integer)
    }

    /// A JSON number as a decimal.
    pub(super) fn decimal(value: &Value) -> Option<Self> {
        value.as_f64().filter(|number| number.is_finite()).map(Self::Decimal)
    }

    #[expect(clippy::cast_precision_loss, reason = "an integer meets a decimal as a decimal")]
    pub(super) fn as_decimal(self) -> f64 {
        match self {
            Self::Integer(number) => number as f64,
            Self::Decimal(number) => number,
        }
    }

    pub(super) fn negate(self) -> Option<Self> {
        match self {
            Self::Integer(number) => number.checked_neg().map(Self::Integer),
            Self::Decimal(number) => Some(Self::Decimal(-number)),
        }
    }

    /// `+ - * /`; nothing on overflow, and nothing divided by zero.
    pub(super) fn compute(self, operator: BinaryOperator, other: Self) -> Option<Self> {
        if let (Self::Integer(left), Self::Integer(right)) = (self, other) {
            match operator {
                BinaryOperator::Add => return left.checked_add(right).map(Self::Integer),
                BinaryOperator::Subtract => return left.checked_sub(right).map(Self::Integer),
                BinaryOperator::Multiply => return left.checked_mul(right).map(Self::Integer),
                _ => {}
            }
        }
        let (left, right) = (self.as_decimal(), other.as_decimal());
        let result = match operator {
            BinaryOperator::Add => left + right,
            BinaryOperator::Subtract => left - right,
            BinaryOperator::Multiply => left * right,
            // By zero it is not finite, and so null.
            BinaryOperator::Divide => left / right,
            _ => return None,
        };
        rounded(result).map(Self::Decimal)
    }

    /// As JSON: a whole decimal is written as an integer.
    pub(super) fn into_json(self) -> Option<Value> {
        match self {
            Self::Integer(number) => Some(Value::from(number)),
            Self::Decimal(number) => match whole(number) {
                Some(number) => Some(Value::from(number)),
                None => Number::from_f64(number).map(Value::Number),
            },
        }
    }
}

/// A running total of the numbers that are present.
#[derive(Default)]
pub(super) struct Total {
    integers: i128,
    decimals: Option<f64>,
    any: bool,
}

impl Total {
    pub(super) fn add(&mut self, number: Numeric) {
        self.any = true;
        match number {
            Numeric::Integer(number) => self.integers += i128::from(number),
            Numeric::Decimal(number) => self.decimals = Some(self.decimals.unwrap_or(0.0) + number),
        }
    }

    /// The total; nothing if no number was present (blank is never zero) or on overflow.
    #[expect(clippy::cast_precision_loss, reason = "an integer meets a decimal as a decimal")]
    pub(super) fn finish(self) -> Option<Numeric> {
        match self.decimals {
            _ if !self.any => None,
            Some(decimals) => rounded(self.integers as f64 + decimals).map(Numeric::Decimal),
            None => i64::try_from(self.integers).ok().map(Numeric::Integer),
        }
    }
}

/// A decimal rounded to nine decimals, fewer if it has more than fifteen digits then, so that 0.1 + 0.2 is 0.3.
fn rounded(number: f64) -> Option<f64> {
    if !number.is_finite() {
        return None;
    }
    let mut decimals = DECIMALS;
    while decimals > 0 && number.abs() >= 10_f64.powi(DIGITS - decimals) {
        decimals -= 1;
    }
    if decimals == 0 && number.abs() >= 10_f64.powi(DIGITS) {
        return Some(number);
    }
    let scale = 10_f64.powi(decimals);
    Some((number * scale).round() / scale)
}

/// A decimal as an integer, if it is whole and exact.
#[expect(clippy::cast_possible_truncation, reason = "whole and small enough was just checked")]
fn whole(number: f64) -> Option<i64> {
    (number.fract() == 0.0 && number.abs() < EXACT).then_some(number as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_rounded_to_what_is_sure() {
        let cases = [
            (0.1 + 0.2, 0.3),
            (1.0 / 3.0, 0.333_333_333),
            (2.0 / 3.0, 0.666_666_667),
            (-0.1 - 0.2, -0.3),
            (10_000_000.1 + 0.2, 10_000_000.3),
            (123_456_789_012.1 + 0.2, 123_456_789_012.3),
            (4e-10, 0.0),
            (1e15 + 2.0, 1_000_000_000_000_002.0),
            (1e300, 1e300),
        ];
        for (number, result) in cases {
            assert_eq!(rounded(number).map(f64::to_bits), Some(f64::to_bits(result)), "{number}");
        }
        assert_eq!(rounded(f64::INFINITY), None);
        assert_eq!(rounded(f64::NAN), None);
    }

    #[test]
    fn whole_decimals_are_written_as_integers() {
        for (number, text) in [(3.0, "3"), (-0.0, "0"), (3.5, "3.5"), (-12.0, "-12")] {
            assert_eq!(Numeric::Decimal(number).into_json().map(|value| value.to_string()).as_deref(), Some(text));
        }
        assert_eq!(Numeric::Decimal(f64::NAN).into_json(), None);
    }
}
