use ops::prelude::*;

#[charm]
struct WebApp<T> {
    field: Vec<T>,
}

fn fields<T>(app: &WebApp<T>) -> &[T] {
    &app.field
}

fn main() {
    fields(&WebApp { field: vec![1] });
}
