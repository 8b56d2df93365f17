//! Files that the window writes.
use crate::analysis::Problem;
use crate::text::say;
use std::path::{Path, PathBuf};

/// Writes the passport where people look for their files, and says where that is.
pub(super) fn passport(problem: &Problem, text: &str) -> String {
    let info = problem.model().info();
    let name = format!("{}-{}-passport", info.id, problem.preset().id);
    let path = place(&name, "txt");
    match std::fs::write(&path, text) {
        Ok(()) => say!("saved-as", path = path.display().to_string()),
        Err(why) => say!(
            "not-written",
            path = path.display().to_string(),
            why = why.to_string()
        ),
    }
}

/// Writes the score sheet of exercises there, and says where that is.
pub(super) fn scores(text: &str) -> String {
    let path = place("nullcline-scores", "csv");
    match std::fs::write(&path, text) {
        Ok(()) => say!("saved-as", path = path.display().to_string()),
        Err(why) => say!(
            "not-written",
            path = path.display().to_string(),
            why = why.to_string()
        ),
    }
}

/// A file of this name and ending that is not there yet, where people look for their files.
pub(super) fn place(name: &str, ending: &str) -> PathBuf {
    unused(&usual_folder(), name, ending)
}

/// Where people look for their files.
pub(super) fn usual_folder() -> PathBuf {
    let home = std::env::var_os("HOME").or_else(|| std::env::var_os("USERPROFILE"));
    folder(home.map(PathBuf::from).as_deref())
}

/// A file that is not there yet: an earlier one is never written over.
pub(super) fn unused(folder: &Path, name: &str, ending: &str) -> PathBuf {
    let numbered = (2..).map(|n| format!("{name}-{n}.{ending}"));
    let mut names = std::iter::once(format!("{name}.{ending}")).chain(numbered);
    let free = names.find_map(|name| Some(folder.join(name)).filter(|path| !path.exists()));
    free.unwrap_or_else(|| folder.join(name))
}

/// The documents or the desktop in the home folder, or else where the program was started.
fn folder(home: Option<&Path>) -> PathBuf {
    let places = ["Documents", "Desktop"].map(|name| home.map(|home| home.join(name)));
    let found = places.into_iter().flatten().find(|place| place.is_dir());
    found.unwrap_or_else(|| std::env::current_dir().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The documents are preferred to the desktop; a home without either is none.
    #[test]
    fn files_go_where_people_look_for_them() {
        let home = std::env::temp_dir().join(format!("nullcline-home-{}", std::process::id()));
        let here = std::env::current_dir().expect("tests have a folder");
        std::fs::create_dir_all(&home).expect("a folder for the test");
        assert_eq!(folder(None), here);
        assert_eq!(folder(Some(&home)), here);
        for name in ["Desktop", "Documents"] {
            std::fs::create_dir_all(home.join(name)).expect("a folder for the test");
            assert_eq!(folder(Some(&home)), home.join(name));
        }
        for name in ["card.txt", "card-2.txt", "card-3.txt"] {
            let path = unused(&home, "card", "txt");
            assert_eq!(path, home.join(name), "an earlier card stays");
            std::fs::write(path, "").expect("a file for the test");
        }
        std::fs::remove_dir_all(&home).expect("the test's folder is removed");
    }
}
