use ops::prelude::*;

#[databag(schema = "databags/requirer.json", read_only)]
struct Request {
    database: String,
}

fn publish(relation: &Relation, request: &Request) -> ops::Result {
    let _ = &request.database;
    relation.local_unit().write(request)?;
    Ok(())
}

fn main() {
    let _ = publish;
}
