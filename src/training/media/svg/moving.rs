//! A recording as one SVG picture that moves, without a script: all that a row ever shows stands on a strip behind a window of one row, and keyframes move the
//! strip. Who wants no motion, or whose program knows none, sees the last picture.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::time::Duration;

use super::{CELL, FOREGROUND, MARGIN, begin, cells};
use crate::training::take::{Event, Row, Take};

/// How long the last picture stays before all begins again.
const REST: Duration = Duration::from_secs(3);

/// What something is from a time on, in milliseconds.
type Course<T> = Vec<(u128, T)>;

/// The picture of a whole recording.
pub(in crate::training::media) fn write(take: &Take) -> String {
    let Courses { rows: courses, cursor } = Courses::of(take);
    let mut motion = Motion { total: (take.length + REST).as_millis(), style: String::new(), moved: String::new() };
    let mut body = String::new();
    for (y, course) in courses.iter().enumerate() {
        let (pictures, shown) = strip(course);
        let top = MARGIN + y * CELL[1];
        if let [picture] = pictures[..] {
            cells(&mut body, MARGIN, top, picture);
            continue;
        }
        let (width, height) = (usize::from(take.size.0) * CELL[0], CELL[1]);
        let _ = writeln!(body, "<svg x=\"{MARGIN}\" y=\"{top}\" width=\"{width}\" height=\"{height}\"><g class=\"r{y}\">");
        for (place, picture) in pictures.into_iter().enumerate() {
            cells(&mut body, 0, place * CELL[1], picture);
        }
        body += "</g></svg>\n";
        motion.add(&format!("r{y}"), &shown, |place| format!("0,-{}px", place * CELL[1]));
    }
    let _ = writeln!(body, "<rect class=\"c\" x=\"{MARGIN}\" y=\"{MARGIN}\" width=\"2\" height=\"{}\" fill=\"{FOREGROUND}\"/>", CELL[1]);
    motion.add("c", &cursor, |place| match place {
        Some((x, y)) => format!("{}px,{}px", usize::from(*x) * CELL[0], usize::from(*y) * CELL[1]),
        None => "-99px,0".to_owned(),
    });
    let Motion { total, style, moved } = motion;
    let seconds = total / 1000;
    let _ = writeln!(
        body,
        "<style>\n{style}@media (prefers-reduced-motion: no-preference) {{\n\
         [class] {{ animation: {seconds}.{:03}s step-end infinite }}\n{moved}}}\n</style>",
        total % 1000
    );
    begin(take.size, &take.title) + &body + "</svg>\n"
}

/// What each row and the cursor are in the course of time.
struct Courses<'a> {
    rows: Vec<Course<&'a Row>>,
    cursor: Course<Option<(u16, u16)>>,
}

impl<'a> Courses<'a> {
    fn of(take: &'a Take) -> Self {
        static BLANK: Row = Row::new();
        let mut courses = Self { rows: vec![vec![(0, &BLANK)]; take.size.1.into()], cursor: vec![(0, None)] };
        for moment in &take.moments {
            let Event::Drawn { rows, cursor, .. } = &moment.what else { continue };
            let now = moment.at.as_millis();
            for (y, row) in rows {
                if let Some(course) = courses.rows.get_mut(usize::from(*y)) {
                    note(course, now, row);
                }
            }
            note(&mut courses.cursor, now, *cursor);
        }
        courses
    }
}

/// It is so from now on; what was for no time is forgotten.
fn note<T: PartialEq>(course: &mut Course<T>, now: u128, what: T) {
    course.pop_if(|(at, _)| *at == now);
    if course.last().is_none_or(|(_, last)| *last != what) {
        course.push((now, what));
    }
}

/// The different pictures of a row, and which of them is seen when.
fn strip<'a>(course: &Course<&'a Row>) -> (Vec<&'a Row>, Course<usize>) {
    let mut places = HashMap::new();
    let mut pictures = Vec::new();
    let place = |(at, row): &(u128, &'a Row)| {
        let place = *places.entry(*row).or_insert_with(|| {
            pictures.push(*row);
            pictures.len() - 1
        });
        (*at, place)
    };
    let shown = course.iter().map(place).collect();
    (pictures, shown)
}

/// The rules that move things.
struct Motion {
    /// Once through, in milliseconds.
    total: u128,
    /// Where things stand at the end, and their keyframes.
    style: String,
    /// What moves, for those who want motion.
    moved: String,
}

impl Motion {
    /// What has this class is moved in the course of time.
    fn add<T>(&mut self, class: &str, course: &Course<T>, place: impl Fn(&T) -> String) {
        let Some((_, last)) = course.last() else { return };
        let _ = writeln!(self.style, ".{class} {{ transform: translate({}) }}", place(last));
        if course.len() == 1 {
            return;
        }
        let _ = write!(self.style, "@keyframes {class} {{");
        for (at, what) in course {
            let _ = write!(self.style, " {} {{ transform: translate({}) }}", percent(*at, self.total), place(what));
        }
        self.style += " }\n";
        let _ = writeln!(self.moved, ".{class} {{ animation-name: {class} }}");
    }
}

/// A part of the whole, in steps of a ten-thousandth of a percent.
fn percent(at: u128, total: u128) -> String {
    let parts = at * 1_000_000 / total.max(1);
    let digits = format!("{}.{:04}", parts / 10_000, parts % 10_000);
    digits.trim_end_matches('0').trim_end_matches('.').to_owned() + "%"
}
