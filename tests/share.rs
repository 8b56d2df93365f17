//! Share texts and figures that carry their session: what goes in comes out, and what is damaged is
//! refused with a sentence.
mod sessions;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use nullcline::session::figure::{self, FigureFault};
use nullcline::session::file::Opened;
use nullcline::session::share::{self, PREFIX, ShareError};
use nullcline::session::{Command, Session, disk};
use proptest::prelude::*;
use std::io::Write as _;
use std::time::{Duration, Instant};

const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"8\" height=\"8\">\n\
    <title>V against n &lt;here&gt;</title>\n<rect width=\"8\" height=\"8\"/>\n</svg>\n";

fn share(session: &Session) -> String {
    share::share(session).expect("it is small")
}

fn read(text: &str) -> Session {
    let Opened { session, mentions } = share::read(text).unwrap_or_else(|e| panic!("{e}: {text}"));
    assert_eq!(mentions, []);
    session
}

fn png() -> Vec<u8> {
    let mut bytes = vec![];
    let image = image::RgbaImage::from_pixel(8, 8, image::Rgba([1, 2, 3, 255]));
    let mut to = std::io::Cursor::new(&mut bytes);
    image
        .write_to(&mut to, image::ImageFormat::Png)
        .expect("a picture");
    bytes
}

fn chunk(name: &[u8; 4], body: &[u8]) -> Vec<u8> {
    let mut out = (body.len() as u32).to_be_bytes().to_vec();
    let data = [name, body].concat();
    out.extend(&data);
    out.extend(crc32fast::hash(&data).to_be_bytes());
    out
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_session_comes_back_from_its_share_text_and_from_figures(session in sessions::session()) {
        let text = share(&session);
        prop_assert!(text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_'));
        prop_assert_eq!(&read(&text), &session);
        for figure in [SVG.as_bytes().to_vec(), png()] {
            let with = figure::embed(figure, &session).expect("it is small");
            let opened = disk::open_bytes(&with).expect("it carries one");
            prop_assert_eq!(&opened.session, &session);
        }
    }

    /// Whatever a chat adds: words, quotation marks, line breaks, joined dashes.
    #[test]
    fn what_a_chat_adds_does_no_harm(session in sessions::session(), width in 20..90_usize) {
        let text = share(&session);
        let signs: Vec<char> = text.chars().collect();
        let wrapped: Vec<String> = signs.chunks(width).map(|c| c.iter().collect()).collect();
        prop_assert_eq!(&read(&format!("  look: {text} \n nice, isn't it?")), &session);
        prop_assert_eq!(&read(&format!("> {}\r\nbye", wrapped.join("\r\n> "))), &session);
        let (prefix, body) = text.split_at(PREFIX.len());
        prop_assert_eq!(&read(&format!("{prefix}{}", body.replace("--", "—"))), &session);
    }

    /// Every cut and every changed sign is noticed.
    #[test]
    fn damage_is_noticed(
        session in sessions::session(),
        at in any::<prop::sample::Index>(),
        sign in "[A-Za-z0-9_-]",
    ) {
        let text = share(&session);
        let at = PREFIX.len() + at.index(text.len() - PREFIX.len());
        let cut = share::read(&text[..at]);
        prop_assert!(matches!(cut, Err(ShareError::CutShort { .. })), "{cut:?}");
        if text[at..=at] != *sign {
            let damaged = format!("{}{sign}{}", &text[..at], &text[at + 1..]);
            let said = share::read(&damaged);
            let noticed = matches!(said, Err(ShareError::Damaged | ShareError::CutShort { .. }));
            prop_assert!(noticed, "{said:?}");
        }
    }

    #[test]
    fn noise_is_refused(noise in ".{0,300}", bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let signs = URL_SAFE_NO_PAD.encode(&bytes);
        for text in [noise.clone(), format!("{PREFIX}{noise}"), format!("{PREFIX}{signs}")] {
            let said = share::read(&text).expect_err("it is noise").to_string();
            prop_assert!(said.len() > 30 && !said.contains('\n'), "{said}");
        }
        let figures = [
            [b"\x89PNG\r\n\x1a\n", bytes.as_slice()].concat(),
            [b"<svg>", bytes.as_slice()].concat(),
        ];
        for figure in figures {
            prop_assert!(disk::open_bytes(&figure).is_err());
        }
    }

    /// Figures whose bytes are damaged anywhere, the session's own included.
    #[test]
    fn a_damaged_figure_is_a_sentence_or_the_session(
        session in sessions::session(),
        wounds in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
        png_not_svg in any::<bool>(),
    ) {
        let figure = if png_not_svg { png() } else { SVG.into() };
        let mut bytes = figure::embed(figure, &session).expect("it is small");
        for (at, byte) in wounds {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Ok(opened) = disk::open_bytes(&bytes) {
            prop_assert_eq!(opened.session, session);
        }
    }
}

/// What is usual costs little: a line that a chat does not cut.
#[test]
fn a_usual_session_is_a_short_line() {
    let mut session = Session::default();
    let name = "I".into();
    let value = 4.4;
    session
        .apply(&Command::Set { name, value })
        .expect("finite");
    session.apply(&Command::Keep([-60.0, 0.1])).expect("finite");
    let text = share(&session);
    println!("{} signs: {text}", text.len());
    assert!(text.len() < 500, "{}", text.len());
}

#[test]
fn other_versions_and_foreign_texts_are_told_apart() {
    let text = share(&Session::default());
    let newer = text.replacen("nullcline1-", "nullcline12-", 1);
    assert_eq!(share::read(&newer), Err(ShareError::Newer(12)));
    assert_eq!(share::read("hello"), Err(ShareError::Foreign));
    assert_eq!(share::read("nullcline is nice"), Err(ShareError::Foreign));
    assert!(!share::is_share("nullcline = 1"));
    assert!(share::is_share(&newer));
}

/// A few kilobytes that unpack to gigabytes: the reader stops where no session is longer.
#[test]
fn a_bomb_does_not_go_off() {
    let mut packed = flate2::write::DeflateEncoder::new(vec![], flate2::Compression::best());
    let zeros = vec![b'#'; 1 << 20];
    for _ in 0..300 {
        packed.write_all(&zeros).expect("memory");
    }
    let packed = packed.finish().expect("memory");
    let mut bytes = (packed.len() as u32).to_le_bytes().to_vec();
    bytes.extend(crc32fast::hash(&packed).to_le_bytes());
    bytes.extend(&packed);
    let text = format!("{PREFIX}{}", URL_SAFE_NO_PAD.encode(&bytes));
    assert!(text.len() < 1 << 20);
    let start = Instant::now();
    assert_eq!(share::read(&text), Err(ShareError::TooBig));
    assert!(start.elapsed() < Duration::from_secs(2));

    // The same as a compressed text in a picture.
    let mut zipped = flate2::write::ZlibEncoder::new(vec![], flate2::Compression::best());
    for _ in 0..300 {
        zipped.write_all(&zeros).expect("memory");
    }
    let body = [
        b"nullcline\0\0",
        zipped.finish().expect("memory").as_slice(),
    ]
    .concat();
    let mut picture = png();
    picture.splice(33..33, chunk(b"zTXt", &body));
    assert!(disk::open_bytes(&picture).is_err());
    assert!(start.elapsed() < Duration::from_secs(4));
}

/// A figure looks the same and is still one: to a decoder, and to an XML parser.
#[test]
fn a_figure_with_a_session_is_still_a_figure() {
    let session = Session::default();
    let with = figure::embed(SVG.into(), &session).expect("small");
    let text = String::from_utf8(with).expect("SVG is text");
    let document = roxmltree::Document::parse(&text).expect("XML");
    let first = document.root_element().first_element_child();
    assert!(first.is_some_and(|e| e.has_tag_name(("http://www.w3.org/2000/svg", "title"))));
    let found = document
        .descendants()
        .find(|n| n.has_tag_name(("urn:nullcline:session", "session")))
        .and_then(|n| n.text());
    assert_eq!(found.map(read).as_ref(), Some(&session));

    let with = figure::embed(png(), &session).expect("small");
    let before = image::load_from_memory(&png()).expect("PNG");
    let after = image::load_from_memory(&with).expect("PNG");
    assert_eq!(before, after);
}

/// Programs that edit figures indent texts, wrap them, move them, rename namespaces, compress chunks.
#[test]
fn a_session_survives_other_programs() {
    let session = Session::default();
    let text = share(&session);
    let (a, b) = text.split_at(60);
    for edited in [
        format!(
            "<?xml version=\"1.0\"?>\n<!-- Created with another program -->\n<svg>\n  <metadata\n id=\"m1\">\n <ns0:session>\n   {a}\n   {b}\n </ns0:session></metadata></svg>"
        ),
        format!("<svg><desc>{text}</desc></svg>"),
        format!("<svg><metadata><![CDATA[{text}]]></metadata></svg>"),
        format!("\u{feff}<svg data-session='{text}'/>"),
    ] {
        let opened = disk::open_bytes(edited.as_bytes()).unwrap_or_else(|e| panic!("{e}"));
        assert_eq!(opened.session, session);
    }
    let zip = |text: &str| {
        let mut z = flate2::write::ZlibEncoder::new(vec![], flate2::Compression::best());
        z.write_all(text.as_bytes()).expect("memory");
        z.finish().expect("memory")
    };
    let chunks = [
        chunk(b"zTXt", &[b"nullcline\0\0", zip(&text).as_slice()].concat()),
        chunk(b"iTXt", &[b"nullcline\0\0\0\0\0", text.as_bytes()].concat()),
        chunk(
            b"iTXt",
            &[b"nullcline\0\x01\0en\0name\0", zip(&text).as_slice()].concat(),
        ),
        chunk(
            b"iTXt",
            &[b"XML:com.adobe.xmp\0\0\0\0\0<x>", text.as_bytes(), b"</x>"].concat(),
        ),
    ];
    for chunk in chunks {
        // At the end, before the last chunk, where others put texts.
        let mut picture = png();
        let end = picture.len() - 12;
        picture.splice(end..end, chunk);
        let opened = disk::open_bytes(&picture).unwrap_or_else(|e| panic!("{e}"));
        assert_eq!(opened.session, session);
    }
}

#[test]
fn a_figure_without_a_session_says_so() {
    for figure in [SVG.as_bytes().to_vec(), png()] {
        let said = disk::open_bytes(&figure).expect_err("there is none");
        assert!(said.to_string().contains("carries no session"), "{said}");
        assert_eq!(figure::extract(&figure), Err(FigureFault::None));
    }
    let text = share(&Session::default());
    let cut = format!(
        "<svg><metadata>{}</metadata></svg>",
        &text[..text.len() - 9]
    );
    let said = disk::open_bytes(cut.as_bytes()).expect_err("it is cut");
    assert!(said.to_string().contains("cut short"), "{said}");
}
