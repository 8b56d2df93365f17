//! The fields of a lesson file: each is asked for by name, and what nobody asks for is a mistake. All mistakes are
//! kept, so that an author sees them at once.
use super::fault::{Fault, FaultKind, Shape, suggestion};
use super::line::Lines;
use toml_edit::{Item, TableLike, Value};

/// So many mistakes are kept: more help nobody.
const MOST_FAULTS: usize = 100;

/// The text of a lesson while it is read, and what is wrong with it.
pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) lines: Lines<'a>,
    pub(super) faults: Vec<Fault>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            text,
            lines: Lines::new(text),
            faults: vec![],
        }
    }

    /// Something is wrong at this byte.
    pub(super) fn fault(&mut self, byte: usize, kind: impl Into<FaultKind>) {
        if self.faults.len() < MOST_FAULTS {
            let (at, kind) = (self.lines.at(byte), kind.into());
            self.faults.push(Fault { at, kind });
        }
    }

    /// The good part of a result; the bad one is kept as a mistake at this byte.
    pub(super) fn good<T>(
        &mut self,
        byte: usize,
        result: Result<T, impl Into<FaultKind>>,
    ) -> Option<T> {
        match result {
            Ok(good) => Some(good),
            Err(kind) => {
                self.fault(byte, kind);
                None
            }
        }
    }
}

/// A value in a document, however it is written.
#[derive(Clone, Copy)]
enum Node<'a> {
    Nothing,
    Value(&'a Value),
    Table(&'a dyn TableLike),
    Tables(&'a toml_edit::ArrayOfTables),
}

/// A value, with its name and place.
#[derive(Clone)]
pub(super) struct Found<'a> {
    node: Node<'a>,
    pub(super) name: String,
    pub(super) start: usize,
}

/// A table being read.
pub(super) struct Fields<'a> {
    table: &'a dyn TableLike,
    name: String,
    pub(super) start: usize,
    known: Vec<&'static str>,
}

impl<'a> Fields<'a> {
    pub(super) fn root(table: &'a dyn TableLike) -> Self {
        Self {
            table,
            name: String::new(),
            start: 0,
            known: vec![],
        }
    }

    /// The full name of a field.
    pub(super) fn path(&self, key: &str) -> String {
        match self.name.as_str() {
            "" => key.into(),
            name => format!("{name}.{key}"),
        }
    }

    /// The field called `key`, if it is there; from now on it is known.
    pub(super) fn get(&mut self, key: &'static str) -> Option<Found<'a>> {
        self.known.push(key);
        let (name, item) = self.table.get_key_value(key)?;
        let start = item.span().or_else(|| name.span()).unwrap_or_default();
        let node = match item {
            Item::None => Node::Nothing,
            Item::Value(Value::InlineTable(table)) => Node::Table(table),
            Item::Value(value) => Node::Value(value),
            Item::Table(table) => Node::Table(table),
            Item::ArrayOfTables(tables) => Node::Tables(tables),
        };
        Some(Found {
            node,
            name: self.path(key),
            start: start.start,
        })
    }

    /// The same; it is a mistake if it is not there.
    pub(super) fn need(
        &mut self,
        reader: &mut Reader,
        key: &'static str,
        example: &'static str,
    ) -> Option<Found<'a>> {
        let found = self.get(key);
        if found.is_none() {
            let name = self.path(key);
            reader.fault(self.start, FaultKind::Missing { name, example });
        }
        found
    }

    /// All names with their values, as a state has them.
    pub(super) fn all(&self) -> Vec<(&'a str, Found<'a>)> {
        let entry = |(key, item): (&'a str, &'a Item)| {
            let node = match item {
                Item::Value(value) => Node::Value(value),
                _ => Node::Nothing,
            };
            let start = item.span().unwrap_or_default().start;
            let name = self.path(key);
            (key, Found { node, name, start })
        };
        self.table.iter().map(entry).collect()
    }

    /// Every number of the table and of what is in it, also those in acts and formulas; those called `within` are none
    /// that a text may show, and what a reader is told states nothing by itself.
    pub(super) fn numbers(&self, out: &mut Vec<f64>) {
        for (key, item) in self.table.iter() {
            if matches!(key, "within" | "en" | "zh") {
                continue;
            }
            match item {
                Item::Value(value) => value_numbers(value, out),
                Item::Table(table) => Self::root(table).numbers(out),
                Item::ArrayOfTables(tables) => {
                    tables.iter().for_each(|t| Self::root(t).numbers(out));
                }
                Item::None => {}
            }
        }
    }

    /// What nobody asked for is a mistake.
    pub(super) fn end(self, reader: &mut Reader) {
        for (key, item) in self.table.iter() {
            if self.known.contains(&key) {
                continue;
            }
            let place = self.table.get_key_value(key).and_then(|(k, _)| k.span());
            let place = place.or_else(|| item.span());
            let kind = FaultKind::Unknown {
                name: key.chars().take(60).collect(),
                hint: suggestion(key, self.known.iter().copied()),
            };
            reader.fault(place.map_or(self.start, |s| s.start), kind);
        }
    }
}

fn value_numbers(value: &Value, out: &mut Vec<f64>) {
    match value {
        Value::Integer(n) => out.push(*n.value() as f64),
        Value::Float(x) => out.push(*x.value()),
        Value::String(s) => super::numbers::numbers(s.value(), |x, _| out.push(x)),
        Value::Array(list) => list.iter().for_each(|v| value_numbers(v, out)),
        Value::InlineTable(table) => Fields::root(table).numbers(out),
        Value::Boolean(_) | Value::Datetime(_) => {}
    }
}

impl<'a> Found<'a> {
    fn shape(&self) -> Shape {
        match self.node {
            Node::Nothing => Shape::Nothing,
            Node::Table(_) => Shape::Table,
            Node::Tables(_) => Shape::Tables,
            Node::Value(value) => match value {
                Value::String(_) => Shape::Text,
                Value::Integer(_) | Value::Float(_) => Shape::Number,
                Value::Boolean(_) => Shape::Flag,
                Value::Datetime(_) => Shape::Date,
                Value::Array(_) => Shape::List,
                Value::InlineTable(_) => Shape::Table,
            },
        }
    }

    /// It should be something else.
    pub(super) fn not(&self, reader: &mut Reader, expected: Shape) {
        let kind = FaultKind::Kind {
            name: self.name.clone(),
            found: self.shape(),
            expected,
        };
        reader.fault(self.start, kind);
    }

    fn value(&self) -> Option<&'a Value> {
        match self.node {
            Node::Value(value) => Some(value),
            _ => None,
        }
    }

    /// A text.
    pub(super) fn text(&self, reader: &mut Reader) -> Option<&'a str> {
        let text = self.value().and_then(Value::as_str);
        if text.is_none() {
            self.not(reader, Shape::Text);
        }
        text
    }

    /// A finite number.
    pub(super) fn number(&self, reader: &mut Reader) -> Option<f64> {
        let number = match self.value() {
            Some(Value::Integer(n)) => *n.value() as f64,
            Some(Value::Float(x)) => *x.value(),
            _ => {
                self.not(reader, Shape::Number);
                return None;
            }
        };
        if !number.is_finite() {
            reader.fault(self.start, FaultKind::NotFinite(self.name.clone()));
            return None;
        }
        Some(number)
    }

    /// A number above 0.
    pub(super) fn positive(&self, reader: &mut Reader, most: f64) -> Option<f64> {
        let number = self.number(reader)?;
        if number > 0.0 && number <= most {
            return Some(number);
        }
        let (name, between) = (self.name.clone(), [0.0, most]);
        reader.fault(self.start, FaultKind::Outside { name, between });
        None
    }

    /// A whole number from 0 on.
    pub(super) fn whole(&self, reader: &mut Reader) -> Option<usize> {
        let number = self.value().and_then(Value::as_integer);
        let number = number.and_then(|n| usize::try_from(n).ok());
        if number.is_none() {
            self.not(reader, Shape::Whole);
        }
        number
    }

    /// True or false.
    pub(super) fn flag(&self, reader: &mut Reader) -> Option<bool> {
        let flag = self.value().and_then(Value::as_bool);
        if flag.is_none() {
            self.not(reader, Shape::Flag);
        }
        flag
    }

    /// A text that is one of those known.
    pub(super) fn word<T: Copy>(&self, reader: &mut Reader, known: &[(T, &str)]) -> Option<T> {
        let text = self.text(reader)?;
        let found = known.iter().find(|(_, name)| *name == text);
        if found.is_none() {
            let kind = FaultKind::Word {
                name: self.name.clone(),
                found: text.chars().take(60).collect(),
                hint: suggestion(text, known.iter().map(|(_, name)| *name)),
            };
            reader.fault(self.start, kind);
        }
        found.map(|(value, _)| *value)
    }

    /// The members of a list, at most so many.
    pub(super) fn list(&self, reader: &mut Reader, most: usize) -> Option<Vec<Found<'a>>> {
        let found = |node, span: Option<std::ops::Range<usize>>| Found {
            node,
            name: self.name.clone(),
            start: span.map_or(self.start, |s| s.start),
        };
        let members: Vec<Found<'a>> = match self.node {
            Node::Value(Value::Array(list)) => {
                let node = |v: &'a Value| match v {
                    Value::InlineTable(table) => Node::Table(table),
                    v => Node::Value(v),
                };
                list.iter().map(|v| found(node(v), v.span())).collect()
            }
            Node::Tables(tables) => {
                let tables = tables.iter();
                tables.map(|t| found(Node::Table(t), t.span())).collect()
            }
            _ => {
                self.not(reader, Shape::List);
                return None;
            }
        };
        if members.len() > most {
            let name = self.name.clone();
            reader.fault(members[most].start, FaultKind::Count { name, most });
            return None;
        }
        Some(members)
    }

    /// Two finite numbers.
    pub(super) fn pair(&self, reader: &mut Reader) -> Option<[f64; 2]> {
        let Node::Value(Value::Array(list)) = self.node else {
            self.not(reader, Shape::Pair);
            return None;
        };
        if list.len() != 2 {
            self.not(reader, Shape::Pair);
            return None;
        }
        let members = self.list(reader, 2)?;
        Some([members[0].number(reader)?, members[1].number(reader)?])
    }

    /// Two finite numbers, the smaller one first.
    pub(super) fn range(&self, reader: &mut Reader) -> Option<[f64; 2]> {
        let [lo, hi] = self.pair(reader)?;
        if lo < hi {
            return Some([lo, hi]);
        }
        self.not(reader, Shape::Range);
        None
    }

    /// Whether it is a table.
    pub(super) fn is_table(&self) -> bool {
        matches!(self.node, Node::Table(_))
    }

    /// A table.
    pub(super) fn fields(&self, reader: &mut Reader) -> Option<Fields<'a>> {
        let Node::Table(table) = self.node else {
            self.not(reader, Shape::Table);
            return None;
        };
        Some(Fields {
            table,
            name: self.name.clone(),
            start: self.start,
            known: vec![],
        })
    }
}
