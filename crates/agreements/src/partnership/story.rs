//! The demo's partnerships: one in every municipality with an agreement in force but Trollhättan, with groups and meetings in Botkyrka and Göteborg.
//!
//! Trollhättan has not formed its partnership yet: what § 3 asks for stands among its coordinator's duties.

use super::actions;
use super::rules::group::{GroupWish, Seat};
use super::rules::invitation::{AnswerWish, InvitationWish};
use super::rules::meeting::{DecisionWish, MeetingWish, OutcomeWish};
use super::rules::{EntryWish, FoundingWish, RepresentativeWish};
use crate::organisation::{self, rules::Wish};
use crate::place::store as places;
use platform::access::Role;
use platform::demo::{Cast, Step};
use platform::{Db, Refusal, Tx};

/// Municipalities with an agreement in force and nothing more told of their partnership than who is in it.
const PLAIN: [&str; 12] = ["1280", "0136", "0126", "0181", "0380", "0580", "0680", "2180", "2281", "1282", "1290", "1380"];

/// What happened in this room in the demo's story.
pub fn story() -> Vec<Step> {
    let plain = PLAIN.iter().zip(2..).map(|(code, day)| {
        Step::new((2011, 5, day), format!("the partnership of {code} is formed"), move |db, cast| formed(db, cast, code))
    });
    let fuller = [
        Step::new((2011, 4, 27), "the partnership of Botkyrka is formed", |db, cast| formed(db, cast, "0127")),
        Step::new((2011, 4, 28), "the partnership of Göteborg is formed", |db, cast| formed(db, cast, "1480")),
        Step::new((2011, 5, 20), "Botkyrka: groups, invitations and the first meeting", |db, cast| first_meeting(db, cast, "0127")),
        Step::new((2011, 5, 25), "Göteborg: groups, invitations and the first meeting", |db, cast| first_meeting(db, cast, "1480")),
        Step::new((2011, 9, 23), "Botkyrka: the meeting of the autumn", |db, cast| second_meeting(db, cast, "0127")),
        Step::new((2011, 9, 28), "Göteborg: the meeting of the autumn", |db, cast| second_meeting(db, cast, "1480")),
    ];
    plain.chain(fuller).collect()
}

async fn write(db: &Db, cast: &Cast, code: &str) -> anyhow::Result<Tx> {
    Ok(db.write(&cast.of(Role::Coordinator, Some(code))?).await?)
}

/// Adds an organisation of the demo where it is not there yet; its name says that it is made up.
async fn made_up(tx: &mut Tx, code: &str, id: &str, kind: &str, name: &str) -> Result<String, Refusal> {
    if organisation::store::one(tx, id).await?.is_some() {
        return Ok(id.to_owned());
    }
    let wish = Wish { id: id.into(), name: name.into(), kind: kind.into(), ..Wish::default() };
    organisation::actions::add(tx, code, &wish).await
}

async fn formed(db: Db, cast: Cast, code: &'static str) -> anyhow::Result<()> {
    let mut tx = write(&db, &cast, code).await?;
    let today = tx.today().to_string();
    let m = places::municipality(&mut tx, code).await?.ok_or(Refusal::NotFound)?;
    let mut entries = Vec::new();
    for bound in actions::bound(&mut tx, code).await? {
        entries.push(bound_entry(&bound.organisation_id, &m.name));
    }
    let residents =
        made_up(&mut tx, code, &format!("boende-{}", m.slug), "residents", &format!("Boenderådet i {} (påhittat)", m.name)).await?;
    let traders =
        made_up(&mut tx, code, &format!("foretagare-{}", m.slug), "business", &format!("Företagarna på torget i {} (påhittade)", m.name))
            .await?;
    entries.push(chosen(
        &residents,
        "choice",
        &today,
        "Mötesplatser och kontakt med de boende",
        "Ordförande",
        "Tar upp de boendes frågor och svarar för rådet",
    ));
    entries.push(EntryWish { organisation_id: traders, basis: "supporter".into(), since: today.clone(), ..EntryWish::default() });
    if code == "0127" {
        let (id, name) = ("demobostader-botkyrka", "Demobostäder i Botkyrka (påhittad)");
        let housing = made_up(&mut tx, code, id, "property_owner", name).await?;
        let what = "Två bovärdar på halvtid och lokal på torget";
        entries.push(chosen(&housing, "choice", &today, what, "Områdeschef i Alby", "Insatser i egna bostadsområden inom årets budget"));
    }
    let wish = FoundingWish {
        formed_on: today,
        residents: format!("De boende i {} möter partnerskapet på öppna möten vår och höst. Vad de har sagt och vad som hände med det redovisas på nästa möte.", m.name),
        coordination: "Kommunstyrelsens förvaltning samordnar. Stadsdelsplanerna tas in i nämndernas verksamhetsplaner och följs upp tillsammans med dem.".into(),
        entries,
        ..FoundingWish::default()
    };
    actions::form(&mut tx, code, &wish).await?;
    tx.save().await
}

/// An authority that took part already under the agreement of 2008–2010 and goes on.
fn bound_entry(organisation_id: &str, municipality: &str) -> EntryWish {
    let (post, mandate, brings) = match organisation_id {
        "arbetsformedlingen" => {
            ("Chef för arbetsförmedlingen", "Insatser och personal inom kontorets ordinarie ram", "Handläggare på plats två dagar i veckan")
        }
        "forsakringskassan" => ("Enhetschef", "Samordning av rehabilitering inom enheten", "En samverkansansvarig på deltid"),
        _ => ("Närpolischef", "Närvaro och brottsförebyggande insatser i närpolisområdet", "Områdespoliser i ordinarie tjänst"),
    };
    let post = format!("{post}, {municipality}");
    EntryWish { carried_over: true, ..chosen(organisation_id, "assignment", "2008-11-03", brings, &post, mandate) }
}

fn chosen(organisation_id: &str, basis: &str, since: &str, contribution: &str, post: &str, mandate: &str) -> EntryWish {
    EntryWish {
        organisation_id: organisation_id.into(),
        basis: basis.into(),
        since: since.into(),
        contribution: contribution.into(),
        representative: RepresentativeWish {
            post: post.into(),
            level: "decide".into(),
            mandate: mandate.into(),
            ..RepresentativeWish::default()
        },
        ..EntryWish::default()
    }
}

fn seat(organisation_id: &str, part: &str) -> Seat {
    Seat { organisation_id: organisation_id.into(), part: part.into() }
}

async fn first_meeting(db: Db, cast: Cast, code: &'static str) -> anyhow::Result<()> {
    let mut tx = write(&db, &cast, code).await?;
    let (today, own) = (tx.today(), format!("kommun-{code}"));
    let m = places::municipality(&mut tx, code).await?.ok_or(Refusal::NotFound)?;
    let begun = super::store::partnership(&mut tx, code).await?.ok_or(Refusal::NotFound)?.formed_on.to_string();
    let residents = format!("boende-{}", m.slug);
    let groups = [
        (
            "steering",
            "Styrgruppen",
            "Beslutar om gemensamma insatser och följer stadsdelsplanerna.",
            vec![seat(&own, "chair"), seat("arbetsformedlingen", "member"), seat("forsakringskassan", "member")],
        ),
        (
            "working",
            "Arbetsgruppen för arbete och utbildning",
            "Tar fram insatser för vägar till arbete och studier, och rapporterar till styrgruppen.",
            vec![seat("arbetsformedlingen", "chair"), seat(&own, "secretary"), seat(&residents, "member")],
        ),
    ];
    for (kind, name, purpose, seats) in groups {
        let wish = GroupWish {
            kind: kind.into(),
            name: name.into(),
            purpose: purpose.into(),
            since: begun.clone(),
            seats,
            ..GroupWish::default()
        };
        actions::add_group(&mut tx, code, &wish).await?;
    }
    invitations(&mut tx, code, &m.slug, &m.name, &begun).await?;
    let wish = MeetingWish {
        group: "styrgruppen".into(),
        held_on: today.to_string(),
        place: format!("Kommunhuset i {}", m.name),
        participants: vec![own.clone(), "arbetsformedlingen".into(), "forsakringskassan".into()],
        minutes: "Styrgruppen gick igenom läget i stadsdelarna och vad parterna kan bidra med inom ordinarie resurser. Arbetsförmedlingen och kommunen ser samma behov av en gemensam ingång för unga utan arbete.".into(),
        decisions: vec![
            decision("Ta fram underlag för en gemensam ingång för unga som varken arbetar eller studerar.", "arbetsformedlingen", "2011-08-31"),
            decision("Kalla till öppet möte med de boende om trygghet kring centrum.", &own, "2011-10-15"),
        ],
        ..MeetingWish::default()
    };
    actions::hold_meeting(&mut tx, code, &wish).await?;
    tx.save().await
}

fn decision(words: &str, responsible_id: &str, due: &str) -> DecisionWish {
    DecisionWish { words: words.into(), responsible_id: responsible_id.into(), due: due.into() }
}

async fn invitations(tx: &mut Tx, code: &str, slug: &str, name: &str, invited_on: &str) -> Result<(), Refusal> {
    let county = made_up(tx, code, &format!("landsting-{slug}"), "region", &format!("Landstinget i {name} (påhittat)")).await?;
    let owners =
        made_up(tx, code, &format!("fastighetsagare-{slug}"), "property_owner", &format!("Fastighetsägarna i {name} (påhittade)")).await?;
    for (organisation_id, purpose) in
        [(county, "Hälsoarbete på vårdcentralerna i stadsdelarna"), (owners, "Trygghet och skötsel i bostadsområdena")]
    {
        let wish = InvitationWish { organisation_id: organisation_id.clone(), invited_on: invited_on.into(), purpose: purpose.into() };
        let invitation = actions::invite(tx, code, &wish).await?;
        if organisation_id.starts_with("landsting") {
            let answer = AnswerWish {
                answer: "later".into(),
                answered_on: tx.today().to_string(),
                words: "Landstinget ser över sina vårdcentraler och återkommer när det är klart.".into(),
                next_on: "2011-12-01".into(),
            };
            actions::answer(tx, code, &invitation, 1, &answer).await?;
        }
    }
    Ok(())
}

async fn second_meeting(db: Db, cast: Cast, code: &'static str) -> anyhow::Result<()> {
    let mut tx = write(&db, &cast, code).await?;
    let (today, own) = (tx.today(), format!("kommun-{code}"));
    let m = places::municipality(&mut tx, code).await?.ok_or(Refusal::NotFound)?;
    let first = super::store::meetings(&mut tx, code).await?.pop().ok_or(Refusal::NotFound)?;
    let outcome = OutcomeWish {
        done_on: "2011-08-29".into(),
        note: "Underlaget är klart och ligger till grund för en samverkansöverenskommelse.".into(),
    };
    actions::carry_out(&mut tx, code, &first.slug, 1, &outcome).await?;
    let wish = MeetingWish {
        held_on: today.to_string(),
        place: format!("Medborgarkontoret i {}", m.name),
        participants: vec![own.clone(), "arbetsformedlingen".into(), "forsakringskassan".into(), format!("boende-{}", m.slug)],
        minutes: "Partnerskapet gick igenom underlaget om en gemensam ingång för unga och talade om hur redovisningen till Regeringskansliet ska skrivas. Boenderådet tog upp belysningen på gångvägarna.".into(),
        decisions: vec![
            decision("Skriva partnerskapets del av redovisningen: hur samverkan fortskrider och vad den har lett till.", &own, "2011-11-21"),
            decision("Se över belysningen på gångvägarna tillsammans med boenderådet.", &own, "2011-10-31"),
            decision("Lämna uppgifter om deltagare i den gemensamma ingången.", "arbetsformedlingen", "2011-11-18"),
        ],
        ..MeetingWish::default()
    };
    actions::hold_meeting(&mut tx, code, &wish).await?;
    tx.save().await
}
