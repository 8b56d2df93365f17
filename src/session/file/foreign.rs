//! Fields of a file that this program does not know: taken out as text, and put back.
use toml_edit::{Document, DocumentMut, Item, Table, TableLike};

/// The fields of a document at `paths`, as a text of their own.
pub(super) fn taken(document: Document<&str>, paths: &[Vec<String>]) -> String {
    if paths.is_empty() {
        return String::new();
    }
    let document = document.into_mut();
    let mut out = DocumentMut::new();
    let mut paths: Vec<&Vec<String>> = paths.iter().collect();
    paths.sort();
    for path in paths {
        take(document.as_table(), out.as_table_mut(), path);
    }
    out.to_string()
}

fn take(from: &dyn TableLike, into: &mut Table, path: &[String]) {
    let Some((key, rest)) = path.split_first() else {
        return;
    };
    let Some(item) = from.get(key) else {
        return;
    };
    if rest.is_empty() {
        let mut item = item.clone();
        displace(&mut item);
        into.insert(key, item);
        return;
    }
    let inner = into.entry(key).or_insert_with(|| {
        let mut table = Table::new();
        table.set_implicit(true);
        Item::Table(table)
    });
    if let (Some(from), Some(into)) = (item.as_table_like(), inner.as_table_mut()) {
        take(from, into, rest);
    }
}

/// Forgets where in the file tables stood: elsewhere they would come between others.
fn displace(item: &mut Item) {
    let table = |table: &mut Table| {
        table.set_position(None);
        table.decor_mut().clear();
        table.iter_mut().for_each(|(_, item)| displace(item));
    };
    match item {
        Item::Table(t) => table(t),
        Item::ArrayOfTables(list) => list.iter_mut().for_each(table),
        Item::None | Item::Value(_) => {}
    }
}

/// The text with the foreign fields put back where they stood. Those of orbits that are gone are gone.
pub(super) fn put_back(text: String, foreign: &str) -> String {
    if foreign.is_empty() {
        return text;
    }
    // Both were made by this program and can be read.
    let (Ok(mut document), Ok(foreign)) =
        (text.parse::<DocumentMut>(), foreign.parse::<DocumentMut>())
    else {
        return text;
    };
    merge(document.as_table_mut(), foreign.as_table(), &mut vec![]);
    document.to_string()
}

fn merge<'a>(into: &mut dyn TableLike, from: &'a dyn TableLike, path: &mut Vec<&'a str>) {
    for (key, item) in from.iter() {
        let Some(place) = into.get_mut(key) else {
            let mut item = item.clone();
            match path.as_slice() {
                [] if key == "orbit" => {
                    let Some(orbits) = item.as_table_like_mut() else {
                        continue;
                    };
                    let ids: Vec<String> = orbits.iter().map(|(id, _)| id.into()).collect();
                    for id in ids.iter().filter(|id| orbit(id).is_some()) {
                        orbits.remove(id);
                    }
                    if orbits.is_empty() {
                        continue;
                    }
                }
                ["orbit"] if orbit(key).is_some() => continue,
                _ => {}
            }
            into.insert(key, item);
            continue;
        };
        if let (Some(into), Some(from)) = (place.as_table_like_mut(), item.as_table_like()) {
            path.push(key);
            merge(into, from, path);
            path.pop();
        }
    }
}

/// The orbit that a field called `name` is about: a plain number, and not `007`, which would come back
/// under another name.
pub(super) fn orbit(name: &str) -> Option<u64> {
    let id: u64 = name.parse().ok()?;
    (id.to_string() == name && id >> 53 == 0).then_some(id)
}
