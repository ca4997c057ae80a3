//! What is refused, where, and why.

use super::super::{Fault, MAX_BYTES, MAX_DEPTH, Reason, Sort, Type, Wanted};
use super::parse;

/// The source text and the reason of each fault of a condition.
fn faults(source: &str) -> Vec<(String, Reason)> {
    told(source, &Type::Bool)
}

fn told(source: &str, expected: &Type) -> Vec<(String, Reason)> {
    let faults = parse(source, expected).expect_err(source);
    faults.into_iter().map(|Fault { range, reason }| (source[range].to_owned(), reason)).collect()
}

fn strings<const N: usize>(texts: [&str; N]) -> Vec<String> {
    texts.map(str::to_owned).into()
}

#[track_caller]
fn one(source: &str, place: &str, reason: Reason) {
    assert_eq!(faults(source), [(place.to_owned(), reason)], "{source}");
}

const NUMBERS: &[Sort] = &[Sort::Integer, Sort::Decimal];

#[test]
fn an_unknown_name_comes_with_the_nearest_one() {
    one("statu == 'gcs'", "statu", Reason::UnknownName { name: "statu".into(), suggestion: Some("statut".into()) });
    one("région == 'x'", "région", Reason::UnknownName { name: "région".into(), suggestion: Some("region".into()) });
    one("budget > 3", "budget", Reason::UnknownName { name: "budget".into(), suggestion: None });
}

#[test]
fn an_unknown_row_column_or_field_comes_with_those_there_are() {
    let member = |of: &str, name: &str, names, suggestion: Option<&str>| Reason::UnknownMember {
        of: of.into(),
        name: name.into(),
        names,
        suggestion: suggestion.map(str::to_owned),
    };
    one("postes.pourvu['2023'] == 1", "pourvu", member("postes", "pourvu", strings(["pourvus", "vacants"]), Some("pourvus")));
    one("postes.pourvus['2032'] == 1", "'2032'", member("postes.pourvus", "2032", strings(["2023", "2024"]), Some("2023")));
    let fields = strings(["libelle", "cout", "lieu", "publics", "presents"]);
    one("'x' in evenements.titre", "titre", member("evenements", "titre", fields, None));
    let none = |of: &str, found, name: &str| Reason::NoMembers { of: of.into(), found, name: name.into() };
    one("statut.gcs == 1", "gcs", none("statut", Sort::Choice, "gcs"));
    one("copil['2023'].x == 1", "x", none("copil['2023']", Sort::Integer, "x"));
    one("size(evenements.publics.x) == 1", "x", none("evenements.publics", Sort::List, "x"));
}

#[test]
fn a_literal_beside_a_choice_is_one_of_its_codes() {
    let codes = strings(["etablissement", "gcs", "autre"]);
    let no_code = |name: &str, code: &str, codes: &[String], suggestion: Option<&str>| Reason::NoSuchCode {
        name: name.into(),
        code: code.into(),
        codes: codes.to_vec(),
        suggestion: suggestion.map(str::to_owned),
    };
    one("statut == 'gsc'", "'gsc'", no_code("statut", "gsc", &codes, Some("gcs")));
    one("'non' != statut", "'non'", no_code("statut", "non", &codes, None));
    one("statut in ['gcs', 'autres']", "'autres'", no_code("statut", "autres", &codes, Some("autre")));
    let profiles = strings(["coordonnateur", "medecin", "autres"]);
    one("'autre' in profils", "'autre'", no_code("profils", "autre", &profiles, Some("autres")));
    one("'ici' in evenements.lieu", "'ici'", no_code("evenements.lieu", "ici", &strings(["dedans", "dehors"]), None));
    let statut = super::form().0[0].1.clone();
    assert_eq!(told("'gsc'", &statut), [("'gsc'".into(), no_code("", "gsc", &codes, Some("gcs")))]);
    one("profil_principal == ancien_statut", "profil_principal == ancien_statut", Reason::NoCommonCode);
    parse("statut == ancien_statut", &Type::Bool).expect("two lists that share a code");
}

#[test]
fn a_literal_beside_a_month_is_a_month() {
    let reason = |text: &str| Reason::NotAMonth { text: text.into() };
    one("creation < '2024-13'", "'2024-13'", reason("2024-13"));
    one("'mars 2024' == creation", "'mars 2024'", reason("mars 2024"));
    one("creation in ['2024', '24']", "'24'", reason("24"));
    assert_eq!(told("'2024-00'", &Type::Month), [("'2024-00'".into(), reason("2024-00"))]);
}

#[test]
fn types_that_do_not_go_together_are_refused() {
    let mismatch = |operator, left, right| Reason::TypeMismatch { operator, left, right };
    let cases = [
        ("region == 3", mismatch("==", Sort::Text, Sort::Integer)),
        ("nombre < '3'", mismatch("<", Sort::Integer, Sort::Text)),
        ("statut == region", mismatch("==", Sort::Choice, Sort::Text)),
        ("statut == 3", mismatch("==", Sort::Choice, Sort::Integer)),
        ("creation == region", mismatch("==", Sort::Month, Sort::Text)),
        ("creation < 2024", mismatch("<", Sort::Month, Sort::Integer)),
        ("actif == 1", mismatch("==", Sort::Bool, Sort::Integer)),
        ("profils == []", mismatch("==", Sort::Choices, Sort::List)),
        ("nombre in profils", mismatch("in", Sort::Integer, Sort::Choice)),
        ("region in profils", mismatch("in", Sort::Text, Sort::Choice)),
        ("'familles' in evenements.publics", mismatch("in", Sort::Text, Sort::Choices)),
    ];
    for (source, reason) in cases {
        one(source, source, reason);
    }
    one("nombre in [1, 'a']", "'a'", mismatch("in", Sort::Integer, Sort::Text));
    one("size([1, 'a']) == 2", "'a'", mismatch("[]", Sort::Integer, Sort::Text));
    one("nombre + 'x' == 'x'", "nombre + 'x'", mismatch("+", Sort::Integer, Sort::Text));
}

#[test]
fn an_operator_takes_only_what_it_can_use() {
    const SINGLE: &[Sort] = &[Sort::Bool, Sort::Integer, Sort::Decimal, Sort::Text, Sort::Month, Sort::Choice];
    const ORDERED: &[Sort] = &[Sort::Integer, Sort::Decimal, Sort::Text, Sort::Month];
    const ADDED: &[Sort] = &[Sort::Integer, Sort::Decimal, Sort::Text];
    const SIZED: &[Sort] = &[Sort::Choices, Sort::List, Sort::Instances, Sort::Files, Sort::Text];
    let wrong = |operator, found, wanted| Reason::WrongOperand { operator, found, wanted };
    let cases = [
        ("nombre && true", "nombre", wrong("&&", Sort::Integer, &[Sort::Bool])),
        ("true || statut", "statut", wrong("||", Sort::Choice, &[Sort::Bool])),
        ("!nombre", "nombre", wrong("!", Sort::Integer, &[Sort::Bool])),
        ("-region == 1", "region", wrong("-", Sort::Text, NUMBERS)),
        ("region * 2 == 2", "region", wrong("*", Sort::Text, NUMBERS)),
        ("statut + 'x' == 'x'", "statut", wrong("+", Sort::Choice, ADDED)),
        ("1 + creation == 1", "creation", wrong("+", Sort::Month, ADDED)),
        ("statut < 'gcs'", "statut", wrong("<", Sort::Choice, ORDERED)),
        ("1 < nombre < 3", "1 < nombre", wrong("<", Sort::Bool, ORDERED)),
        ("1 in nombre", "nombre", wrong("in", Sort::Integer, &[Sort::List, Sort::Choices])),
        ("profils in [1]", "profils", wrong("in", Sort::Choices, SINGLE)),
        ("size([profils]) == 1", "profils", wrong("[]", Sort::Choices, SINGLE)),
        ("size([[1]]) == 1", "[1]", wrong("[]", Sort::List, SINGLE)),
        ("size(copil) == 1", "copil", wrong("size", Sort::Record, SIZED)),
        ("size(3) == 1", "3", wrong("size", Sort::Integer, SIZED)),
        ("sum(nombre) == 1", "nombre", wrong("sum", Sort::Integer, &[Sort::List, Sort::Record])),
        ("sum(evenements) == 1", "evenements", wrong("sum", Sort::Instances, &[Sort::List, Sort::Record])),
        ("sum(['a']) == 1", "['a']", wrong("sum", Sort::Text, NUMBERS)),
        ("sum(libres) == 1", "libres", wrong("sum", Sort::Record, NUMBERS)),
    ];
    for (source, place, reason) in cases {
        one(source, place, reason);
    }
}

#[test]
fn the_whole_gives_what_its_place_wants() {
    let wrong = |found, wanted| Reason::WrongResult { found, wanted };
    let cases = [
        ("nombre", Type::Bool, wrong(Sort::Integer, Sort::Bool)),
        ("nombre / 2", Type::Integer, wrong(Sort::Decimal, Sort::Integer)),
        ("sum([nombre, 0.5])", Type::Integer, wrong(Sort::Decimal, Sort::Integer)),
        ("sum(couts)", Type::Integer, wrong(Sort::Decimal, Sort::Integer)),
        ("nombre * 1.0", Type::Integer, wrong(Sort::Decimal, Sort::Integer)),
        ("region", super::form().0[0].1.clone(), wrong(Sort::Text, Sort::Choice)),
        ("profil_principal", super::form().0[0].1.clone(), wrong(Sort::Choice, Sort::Choice)),
        ("copil", Type::Decimal, wrong(Sort::Record, Sort::Decimal)),
        ("true", Type::Text, wrong(Sort::Bool, Sort::Text)),
    ];
    for (source, expected, reason) in cases {
        assert_eq!(told(source, &expected), [(source.to_owned(), reason)], "{source}");
    }
    for source in ["nombre * 2 - 1", "-nombre", "sum(postes)", "sum([nombre, 1])", "sum(evenements.presents)", "size(profils)"] {
        assert!(parse(source, &Type::Integer).is_ok(), "{source}");
    }
    assert_eq!(told("[1, 'a']", &Type::List(Box::new(Type::Text))), [("1".to_owned(), wrong(Sort::Integer, Sort::Text))]);
}

#[test]
fn null_stands_only_beside_equality_and_never_beside_a_list() {
    for source in [
        "nombre < null",
        "null >= nombre",
        "nombre + null == 1",
        "null in [1]",
        "nombre in [1, null]",
        "null && true",
        "null",
        "-null == 1",
    ] {
        one(source, "null", Reason::MisplacedNull);
    }
    one("profils == null", "profils", Reason::NeverNull { found: Sort::Choices });
    one("null != evenements", "evenements", Reason::NeverNull { found: Sort::Instances });
    one("organigramme == null", "organigramme", Reason::NeverNull { found: Sort::Files });
}

#[test]
fn a_syntax_fault_says_what_stands_there_and_what_could() {
    let cases = [
        ("", "", None, Wanted::Operand),
        ("nombre ==", "", None, Wanted::Operand),
        ("nombre == )", ")", Some(")"), Wanted::Operand),
        ("(nombre == 1", "", None, Wanted::ClosingParenthesis),
        ("(nombre == 1, 2)", ",", Some(","), Wanted::ClosingParenthesis),
        ("nombre == 1,5", ",", Some(","), Wanted::OperatorOrEnd),
        ("nombre == 1 statut", "statut", Some("statut"), Wanted::OperatorOrEnd),
        ("nombre in [1 2]", "2", Some("2"), Wanted::ClosingBracket),
        ("nombre in [1", "", None, Wanted::ClosingBracket),
        ("nombre in [1,]", "]", Some("]"), Wanted::Operand),
        ("nombre in [,1]", ",", Some(","), Wanted::Operand),
        ("copil. == 1", "==", Some("=="), Wanted::Member),
        ("copil[nombre] == 1", "nombre", Some("nombre"), Wanted::MemberText),
        ("copil['2023' == 1", "==", Some("=="), Wanted::ClosingBracket),
        ("in == 1", "in", Some("in"), Wanted::Operand),
        ("(copil).x == 1", ".", Some("."), Wanted::OperatorOrEnd),
    ];
    for (source, place, found, wanted) in cases {
        one(source, place, Reason::Syntax { found: found.map(str::to_owned), wanted });
    }
}

#[test]
fn what_other_languages_write_is_recognised() {
    let cases = [
        ("nombre = 1", "=", "=="),
        ("nombre === 1", "===", "=="),
        ("nombre !== 1", "!==", "!="),
        ("nombre <> 1", "<>", "!="),
        ("nombre =< 1", "=<", "<="),
        ("nombre => 1", "=>", ">="),
        ("nombre ≥ 1", "≥", ">="),
        ("nombre == –1", "–", "-"),
        ("actif & actif", "&", "&&"),
        ("actif | actif", "|", "||"),
        ("actif and actif", "and", "&&"),
        ("actif et actif", "et", "&&"),
        ("actif OR actif", "OR", "||"),
        ("actif ou actif", "ou", "||"),
        ("not actif", "not", "!"),
        ("non (actif)", "non", "!"),
        ("statut == ‘gcs’", "‘gcs’", "'gcs'"),
        ("statut == “gcs”", "“gcs”", "\"gcs\""),
        ("statut == « gcs »", "« gcs »", "'gcs'"),
        ("region == « l'Ain »", "« l'Ain »", "\"l'Ain\""),
        ("copil.2023 == 1", ".2023", "['2023']"),
        ("copil[2023] == 1", "2023", "'2023'"),
        ("profils.size() == 1", "profils.size", "size(profils)"),
    ];
    for (source, found, instead) in cases {
        let reason = faults(source).into_iter().map(|(_, reason)| reason).collect::<Vec<_>>();
        assert_eq!(reason, [Reason::Spelling { found: found.into(), instead: instead.into() }], "{source}");
    }
}

#[test]
fn characters_numbers_and_texts_are_read_strictly() {
    one("nombre == 1 ## ", "##", Reason::UnknownCharacter { text: "##".into() });
    one("actif ²", "²", Reason::UnknownCharacter { text: "²".into() });
    one("region == 'Bre", "'Bre", Reason::UnclosedText);
    one("region == 'Bre\\", "'Bre\\", Reason::UnclosedText);
    one(r"region == 'a\q'", r"\q", Reason::UnknownEscape { text: r"\q".into() });
    for number in ["1e3", "1.5e3", "12abc", "9223372036854775808"] {
        one(&format!("nombre == {number}"), number, Reason::BadNumber { text: number.into() });
    }
    let huge = format!("{}.0", "9".repeat(400));
    one(&format!("etp == {huge}"), &huge, Reason::BadNumber { text: huge.clone() });
}

#[test]
fn functions_are_known_and_take_one_argument() {
    let functions = strings(["size", "sum"]);
    let unknown = |name: &str, suggestion: Option<&str>| Reason::UnknownFunction {
        name: name.into(),
        functions: functions.clone(),
        suggestion: suggestion.map(str::to_owned),
    };
    one("som(copil) == 1", "som", unknown("som", Some("sum")));
    one("today() == 1", "today", unknown("today", None));
    one("size() == 1", "size()", Reason::ArgumentCount { function: "size", found: 0 });
    one("sum(nombre, 2) == 1", "sum(nombre, 2)", Reason::ArgumentCount { function: "sum", found: 2 });
}

#[test]
fn several_faults_are_told_at_once_and_in_order() {
    let found: Vec<String> =
        faults("statu = 'gcs' && statut == 'gsc' && region == 3 && (1 # + x").into_iter().map(|(place, _)| place).collect();
    assert_eq!(found, ["statu", "=", "#", "x", ""], "syntax hides types, not names");
    let found: Vec<String> = faults("statu = 'gcs' && statut == 'gsc' && region == 3").into_iter().map(|(place, _)| place).collect();
    assert_eq!(found, ["statu", "=", "'gsc'", "region == 3"]);
    assert_eq!(faults("statu == 1 || statu == 'a'").len(), 1, "a name is told once");
}

#[test]
fn length_and_depth_are_bounded() {
    let long = format!("region == '{}'", "x".repeat(MAX_BYTES));
    one(&long, &long, Reason::TooLong { bytes: long.len(), limit: MAX_BYTES });

    let within = [
        format!("{}actif{}", "(".repeat(MAX_DEPTH), ")".repeat(MAX_DEPTH)),
        format!("{}actif", "!".repeat(MAX_DEPTH - 1)),
        format!("0{} == 0", " + 1".repeat(MAX_DEPTH - 2)),
        format!("actif{}", " || actif".repeat(400)),
    ];
    for source in within {
        assert!(parse(&source, &Type::Bool).is_ok(), "{source}");
    }
    let beyond = [
        "(".repeat(MAX_BYTES),
        "!".repeat(MAX_BYTES),
        "[".repeat(MAX_BYTES),
        "- ".repeat(MAX_BYTES / 2),
        "size(".repeat(MAX_BYTES / 5),
        format!("{}actif{}", "(".repeat(MAX_DEPTH + 1), ")".repeat(MAX_DEPTH + 1)),
        format!("{}actif", "!".repeat(MAX_DEPTH)),
        format!("0{} == 0", " + 1".repeat(MAX_DEPTH)),
        format!("{}0{} == 0", "(".repeat(60), "+1+1)".repeat(60)),
    ];
    for source in beyond {
        let reasons: Vec<Reason> = faults(&source).into_iter().map(|(_, reason)| reason).collect();
        assert_eq!(reasons, [Reason::TooDeep { limit: MAX_DEPTH }], "{source}");
    }
}
