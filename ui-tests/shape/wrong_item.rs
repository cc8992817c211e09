use ops::prelude::*;

#[charm]
enum NotAStruct {
    A,
}

#[charm]
struct Tuple(u8);

#[charm]
struct Generic<T> {
    field: Vec<T>,
}

#[config]
struct TupleConfig(u16);

#[config]
fn function() {}

fn main() {}
