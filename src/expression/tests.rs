//! A small form for the tests, and answers to it.

use std::rc::Rc;

use serde_json::{Map, Value, json};

use super::{Expression, Fault, Scope, Type};

mod faults;
mod oracle;
mod values;

/// The names of a form, with their types.
struct Names(Vec<(String, Type)>);

impl Scope for Names {
    fn type_of(&self, name: &str) -> Option<Type> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, found)| found.clone())
    }

    fn names(&self) -> Vec<String> {
        self.0.iter().map(|(name, _)| name.clone()).collect()
    }
}

fn fields<const N: usize>(fields: [(&str, Type); N]) -> Rc<Vec<(String, Type)>> {
    Rc::new(fields.map(|(name, found)| (name.to_owned(), found)).into())
}

fn codes<const N: usize>(codes: [&str; N]) -> Rc<[String]> {
    codes.map(str::to_owned).into()
}

fn form() -> Names {
    let years = Type::Record(fields([("2023", Type::Integer), ("2024", Type::Integer)]));
    let remarks = Type::Record(fields([("nombre", Type::Integer), ("remarque", Type::Text)]));
    let event = [
        ("libelle", Type::Text),
        ("cout", Type::Decimal),
        ("lieu", Type::Choice(codes(["dedans", "dehors"]))),
        ("publics", Type::Choices(codes(["familles", "soignants"]))),
        ("presents", years.clone()),
    ];
    let names = [
        ("statut", Type::Choice(codes(["etablissement", "gcs", "autre"]))),
        ("ancien_statut", Type::Choice(codes(["association", "autre"]))),
        ("profils", Type::Choices(codes(["coordonnateur", "medecin", "autres"]))),
        ("profil_principal", Type::Choice(codes(["coordonnateur", "medecin", "autres"]))),
        ("region", Type::Text),
        ("nombre", Type::Integer),
        ("autre_nombre", Type::Integer),
        ("etp", Type::Decimal),
        ("creation", Type::Month),
        ("fin", Type::Month),
        ("actif", Type::Bool),
        ("copil", years.clone()),
        ("postes", Type::Record(fields([("pourvus", years.clone()), ("vacants", years)]))),
        ("couts", Type::Record(fields([("nombre", Type::Integer), ("prix", Type::Decimal)]))),
        ("libres", remarks),
        ("evenements", Type::Instances(fields(event))),
        ("organigramme", Type::Files),
    ];
    Names(names.map(|(name, found)| (name.to_owned(), found)).into())
}

fn parse(source: &str, expected: &Type) -> Result<Expression, Vec<Fault>> {
    Expression::parse(source, &form(), expected)
}

fn answers(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        other => panic!("not an object: {other}"),
    }
}

fn filled() -> Map<String, Value> {
    answers(json!({
        "statut": "gcs",
        "profils": ["coordonnateur", "autres"],
        "profil_principal": "autres",
        "region": "Bretagne",
        "nombre": 7,
        "etp": 3.5,
        "creation": "2023",
        "fin": "2024-03",
        "actif": true,
        "copil": {"2023": 2, "2024": 4},
        "postes": {"pourvus": {"2023": 1, "2024": 2}, "vacants": {"2024": 10}},
        "evenements": [
            {"_id": "k3f9", "libelle": "Journée", "cout": 10.1, "lieu": "dehors", "presents": {"2023": 30}},
            {"_id": "k3fa", "libelle": "Soirée", "publics": ["familles"]},
            {"_id": "k3fb", "cout": 0.2, "presents": {"2023": 12, "2024": 5}},
        ],
        "organigramme": [{"name": "organigramme.pdf", "size": 48213, "sha256": "00"}],
    }))
}
