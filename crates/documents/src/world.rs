//! The closed world that typst sees: four templates, six typefaces and one file of data.

use std::sync::LazyLock;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};

const TEMPLATES: [(&str, &str); 6] = [
    ("style.typ", include_str!("../templates/style.typ")),
    ("agreement.typ", include_str!("../templates/agreement.typ")),
    ("plan.typ", include_str!("../templates/plan.typ")),
    ("report.typ", include_str!("../templates/report.typ")),
    ("compilation.typ", include_str!("../templates/compilation.typ")),
    ("evaluation.typ", include_str!("../templates/evaluation.typ")),
];

const FACES: [&[u8]; 6] = [
    include_bytes!("../fonts/SourceSerif4_400Regular.ttf"),
    include_bytes!("../fonts/SourceSerif4_400Regular_Italic.ttf"),
    include_bytes!("../fonts/SourceSerif4_600SemiBold.ttf"),
    include_bytes!("../fonts/SourceSans3_400Regular.ttf"),
    include_bytes!("../fonts/SourceSans3_400Regular_Italic.ttf"),
    include_bytes!("../fonts/SourceSans3_600SemiBold.ttf"),
];

/// Row headings of tables are marked up by `pdf.header-cell`, which typst keeps behind a feature.
static LIBRARY: LazyLock<LazyHash<Library>> =
    LazyLock::new(|| LazyHash::new(Library::builder().with_features([Feature::A11yExtras].into_iter().collect()).build()));

static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| FACES.into_iter().flat_map(|face| Font::iter(Bytes::new(face))).collect());

static BOOK: LazyLock<LazyHash<FontBook>> = LazyLock::new(|| LazyHash::new(FontBook::from_fonts(FONTS.iter())));

/// The names are fixed: typst interns every file name for good and has room for 65 535.
static SOURCES: LazyLock<Vec<Source>> =
    LazyLock::new(|| TEMPLATES.into_iter().map(|(name, text)| Source::new(file_id(name), text.to_owned())).collect());

static DATA: LazyLock<FileId> = LazyLock::new(|| file_id("data.json"));

fn file_id(name: &str) -> FileId {
    let path = VirtualPath::new(name).expect("the names above are plain file names");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

/// True if every typeface has a shape for the character.
pub fn is_covered(c: char) -> bool {
    FONTS.iter().all(|font| font.info().coverage.contains(c.into()))
}

/// One document's world: which template, what data, and the day of the document.
pub struct DocumentWorld {
    main: FileId,
    data: Bytes,
    today: Datetime,
}

impl DocumentWorld {
    pub fn new(template: &str, data: Vec<u8>, today: Datetime) -> Self {
        Self { main: file_id(template), data: Bytes::new(data), today }
    }
}

impl World for DocumentWorld {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &BOOK
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        SOURCES.iter().find(|source| source.id() == id).cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == *DATA { Ok(self.data.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        Some(self.today)
    }
}
