//! Message files: Swedish and English, one file a room, in Fluent.
//!
//! A house exposes its files as a list of `(language, text)`; the binary and the test kit hand them all to [`Texts::new`].
//! A key that is missing shows as `⟦key⟧`, and the tests fail on that mark.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::collections::HashMap;
use wording::{Arg, Lang};

/// One message file of a room.
pub type File = (Lang, &'static str);

/// The platform's own messages.
pub const FILES: &[File] = &[(Lang::Sv, include_str!("../texts/sv/platform.ftl")), (Lang::En, include_str!("../texts/en/platform.ftl"))];

struct Catalogue {
    bundle: FluentBundle<FluentResource>,
    /// Messages without variables, set once.
    fixed: HashMap<String, String>,
}

/// All messages of the program.
pub struct Texts {
    sv: Catalogue,
    en: Catalogue,
}

impl Texts {
    /// Reads the message files of the platform and of every house given.
    ///
    /// # Errors
    /// When a file does not parse or a key stands twice; names the key.
    pub fn new(houses: &[&[File]]) -> anyhow::Result<Self> {
        let files = || std::iter::once(FILES).chain(houses.iter().copied()).flatten().copied();
        let of = |lang| catalogue(lang, files().filter(move |(l, _)| *l == lang).map(|(_, text)| text));
        Ok(Self { sv: of(Lang::Sv)?, en: of(Lang::En)? })
    }

    /// The message for a key.
    pub fn get(&self, lang: Lang, key: &str) -> String {
        match self.of(lang).fixed.get(key) {
            Some(text) => text.clone(),
            None => self.with(lang, key, &[]),
        }
    }

    /// The message for a key with its values set in.
    pub fn with(&self, lang: Lang, key: &str, args: &[(&str, Arg)]) -> String {
        let catalogue = self.of(lang);
        let Some(pattern) = catalogue.bundle.get_message(key).and_then(|m| m.value()) else { return format!("⟦{key}⟧") };
        let mut values = FluentArgs::new();
        for (name, value) in args {
            values.set((*name).to_owned(), fluent(value));
        }
        catalogue.bundle.format_pattern(pattern, Some(&values), &mut Vec::new()).into_owned()
    }

    /// True when the key has a message in this language.
    pub fn has(&self, lang: Lang, key: &str) -> bool {
        self.of(lang).bundle.has_message(key)
    }

    /// Keys that stand in one language only: each language's are listed, for the test that wants none.
    pub fn one_sided(&self) -> Vec<String> {
        let missing = |a: &Catalogue, b: &Catalogue| a.fixed.keys().filter(|k| !b.bundle.has_message(k)).cloned().collect::<Vec<_>>();
        let mut keys = missing(&self.sv, &self.en);
        keys.extend(missing(&self.en, &self.sv));
        keys
    }

    fn of(&self, lang: Lang) -> &Catalogue {
        match lang {
            Lang::Sv => &self.sv,
            Lang::En => &self.en,
        }
    }
}

fn fluent(arg: &Arg) -> FluentValue<'static> {
    match arg {
        Arg::Text(text) => FluentValue::from(text.clone()),
        Arg::Number(number) => FluentValue::from(*number),
    }
}

fn catalogue(lang: Lang, texts: impl Iterator<Item = &'static str>) -> anyhow::Result<Catalogue> {
    let id = lang.code().parse().map_err(|e| anyhow::anyhow!("language {}: {e}", lang.code()))?;
    let mut bundle = FluentBundle::new_concurrent(vec![id]);
    bundle.set_use_isolating(false);
    let mut keys = Vec::new();
    for text in texts {
        keys.extend(text.lines().filter_map(key_of));
        let resource =
            FluentResource::try_new(text.to_owned()).map_err(|(_, e)| anyhow::anyhow!("message file ({}): {e:?}", lang.code()))?;
        bundle.add_resource(resource).map_err(|e| anyhow::anyhow!("message file ({}): {e:?}", lang.code()))?;
    }
    let fixed = keys.into_iter().filter_map(|key| fixed_text(&bundle, &key).map(|text| (key, text))).collect();
    Ok(Catalogue { bundle, fixed })
}

fn key_of(line: &str) -> Option<String> {
    let (key, _) = line.split_once('=')?;
    let starts = key.starts_with(|c: char| c.is_ascii_alphabetic());
    starts.then(|| key.trim().to_owned())
}

fn fixed_text(bundle: &FluentBundle<FluentResource>, key: &str) -> Option<String> {
    let pattern = bundle.get_message(key)?.value()?;
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, None, &mut errors).into_owned();
    errors.is_empty().then_some(text)
}
