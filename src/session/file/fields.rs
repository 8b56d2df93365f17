//! The fields of a session file: each is asked for by name, and what nobody asks for is unknown.
use super::fault::{FileError, FileFault, at};
use super::{MOST_MENTIONS, Mention};
use crate::model::nearest;
use toml_edit::{Item, TableLike, Value};

/// Fields that nobody asked for.
#[derive(Default)]
pub(super) struct Unknown {
    pub(super) paths: Vec<Vec<String>>,
    pub(super) mentions: Vec<Mention>,
}

/// A table being read.
pub(super) struct Fields<'a> {
    text: &'a str,
    table: &'a dyn TableLike,
    path: Vec<String>,
    known: Vec<String>,
}

/// A value, with its name and place.
#[derive(Clone)]
pub(super) struct Found<'a> {
    text: &'a str,
    item: &'a Item,
    path: Vec<String>,
    start: usize,
}

impl<'a> Fields<'a> {
    pub(super) fn root(text: &'a str, table: &'a dyn TableLike) -> Self {
        Self {
            text,
            table,
            path: vec![],
            known: vec![],
        }
    }

    /// The field called `key`, if it is there; from now on it is known.
    pub(super) fn get(&mut self, key: &str) -> Option<Found<'a>> {
        if !self.known.iter().any(|k| k == key) {
            self.known.push(key.into());
        }
        let (name, item) = self.table.get_key_value(key)?;
        let mut path = self.path.clone();
        path.push(key.into());
        let start = item.span().or_else(|| name.span()).unwrap_or_default();
        Some(Found {
            text: self.text,
            item,
            path,
            start: start.start,
        })
    }

    /// The names of all fields, known or not.
    pub(super) fn names(&self) -> Vec<&'a str> {
        self.table.iter().map(|(key, _)| key).collect()
    }

    /// The table called `key`, if it is there.
    pub(super) fn table(&mut self, key: &str) -> Result<Option<Fields<'a>>, FileError> {
        self.get(key).map(|found| found.fields()).transpose()
    }

    /// Lists what nobody asked for.
    pub(super) fn end(self, unknown: &mut Unknown) {
        for (key, _) in self.table.iter() {
            if self.known.iter().any(|k| k == key) {
                continue;
            }
            let mut path = self.path.clone();
            path.push(key.into());
            if unknown.mentions.len() < MOST_MENTIONS {
                let place = self.table.get_key_value(key).and_then(|(k, _)| k.span());
                unknown.mentions.push(Mention::Unknown {
                    at: at(self.text, place.map_or(0, |span| span.start)),
                    name: path.join("."),
                    hint: nearest(key, self.known.iter().map(String::as_str)),
                    more: 0,
                });
            } else if let Some(Mention::Unknown { more, .. }) = unknown.mentions.last_mut() {
                *more += 1;
            }
            unknown.paths.push(path);
        }
    }
}

impl<'a> Found<'a> {
    pub(super) fn name(&self) -> String {
        self.path.join(".")
    }

    /// This went wrong here.
    pub(super) fn refuse(&self, fault: impl Into<FileFault>) -> FileError {
        FileError {
            at: Some(at(self.text, self.start)),
            fault: fault.into(),
        }
    }

    fn kind(&self, expected: &'static str) -> FileError {
        let found = match self.item {
            Item::None => "nothing",
            Item::Table(_) | Item::Value(Value::InlineTable(_)) => "a table",
            Item::ArrayOfTables(_) => "a list of tables",
            Item::Value(Value::Array(_)) => "a list",
            Item::Value(Value::String(_)) => "a text",
            Item::Value(Value::Boolean(_)) => "true or false",
            Item::Value(Value::Integer(_) | Value::Float(_)) => "a number",
            Item::Value(Value::Datetime(_)) => "a date",
        };
        self.refuse(FileFault::Kind {
            name: self.name(),
            found,
            expected,
        })
    }

    pub(super) fn fields(&self) -> Result<Fields<'a>, FileError> {
        let table = self
            .item
            .as_table_like()
            .ok_or_else(|| self.kind("a table"))?;
        Ok(Fields {
            text: self.text,
            table,
            path: self.path.clone(),
            known: vec![],
        })
    }

    fn finite(&self, value: &Value, expected: &'static str) -> Result<f64, FileError> {
        let number = match value {
            Value::Integer(n) => *n.value() as f64,
            Value::Float(x) => *x.value(),
            _ => return Err(self.kind(expected)),
        };
        if number.is_finite() {
            Ok(number)
        } else {
            Err(self.refuse(FileFault::NotFinite(self.name())))
        }
    }

    /// A finite number.
    pub(super) fn number(&self) -> Result<f64, FileError> {
        let expected = "a number";
        let value = self.item.as_value().ok_or_else(|| self.kind(expected))?;
        self.finite(value, expected)
    }

    /// A whole number that is not negative; as a text where it does not fit into TOML's numbers.
    pub(super) fn whole(&self) -> Result<u64, FileError> {
        let read = match self.item {
            Item::Value(Value::Integer(n)) => u64::try_from(*n.value()).ok(),
            Item::Value(Value::String(s)) => s.value().parse().ok(),
            _ => None,
        };
        read.ok_or_else(|| self.kind("a whole number from 0 on"))
    }

    pub(super) fn flag(&self) -> Result<bool, FileError> {
        self.item
            .as_bool()
            .ok_or_else(|| self.kind("true or false"))
    }

    pub(super) fn text(&self) -> Result<&'a str, FileError> {
        self.item.as_str().ok_or_else(|| self.kind("a text"))
    }

    pub(super) fn is_text(&self) -> bool {
        self.item.as_str().is_some()
    }

    pub(super) fn is_flag(&self) -> bool {
        self.item.as_bool().is_some()
    }

    /// A text that is one of those known.
    pub(super) fn word<T: Copy>(&self, known: &[(T, &'static str)]) -> Result<T, FileError> {
        let text = self.text()?;
        let found = known.iter().find(|(_, name)| *name == text);
        found.map(|(value, _)| *value).ok_or_else(|| {
            let hint = nearest(text, known.iter().map(|(_, name)| *name));
            self.unknown_word(text, hint)
        })
    }

    pub(super) fn unknown_word(&self, found: &str, hint: String) -> FileError {
        self.refuse(FileFault::Word {
            name: self.name(),
            found: found.chars().take(60).collect(),
            hint,
        })
    }

    fn list(
        &self,
        expected: &'static str,
    ) -> Result<impl Iterator<Item = &'a Value> + use<'a>, FileError> {
        let list = self.item.as_array().ok_or_else(|| self.kind(expected))?;
        Ok(list.iter())
    }

    pub(super) fn numbers(&self) -> Result<Vec<f64>, FileError> {
        let expected = "a list of numbers";
        self.list(expected)?
            .map(|value| self.finite(value, expected))
            .collect()
    }

    pub(super) fn pair(&self) -> Result<[f64; 2], FileError> {
        let pair = self.numbers()?;
        pair.try_into()
            .map_err(|_| self.kind("a list of two numbers"))
    }

    pub(super) fn pairs(&self) -> Result<Vec<[f64; 2]>, FileError> {
        let expected = "a list of pairs of numbers";
        let pair = |value: &Value| {
            let list = value.as_array().ok_or_else(|| self.kind(expected))?;
            let numbers: Result<Vec<f64>, FileError> =
                list.iter().map(|v| self.finite(v, expected)).collect();
            numbers?.try_into().map_err(|_| self.kind(expected))
        };
        self.list(expected)?.map(pair).collect()
    }

    pub(super) fn texts(&self) -> Result<Vec<&'a str>, FileError> {
        let expected = "a list of texts";
        self.list(expected)?
            .map(|v| v.as_str().ok_or_else(|| self.kind(expected)))
            .collect()
    }
}
