//! The look of each format.

use super::super::Format;
use super::{FORM, blank_form, filled_case};

#[test]
fn a_response_as_text() {
    insta::assert_snapshot!(filled_case().print(Format::Text), @"");
}

#[test]
fn a_response_as_markdown() {
    insta::assert_snapshot!(filled_case().print(Format::Markdown), @"");
}

#[test]
fn a_response_as_html() {
    let html = filled_case().print(Format::Html);
    insta::assert_snapshot!(&html[html.find("<body>").unwrap()..], @"");
}

#[test]
fn a_blank_form_as_text() {
    insta::assert_snapshot!(blank_form(FORM, Format::Text), @"");
}

#[test]
fn a_blank_form_as_markdown() {
    let markdown = blank_form(FORM, Format::Markdown);
    insta::assert_snapshot!(&markdown[markdown.find("## Activité").unwrap()..], @"");
}

#[test]
fn a_blank_form_as_html() {
    let html = blank_form(FORM, Format::Html);
    insta::assert_snapshot!(&html[html.find("<section class=\"page\" id=\"page-3\">").unwrap()..], @"");
}
