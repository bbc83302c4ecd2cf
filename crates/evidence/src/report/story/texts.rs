//! The demo's texts: plain, plausible and without figures or names, since the demo's statistics are synthetic and its people are roles.

pub const RETURNED: &str = "Texten om trygghet säger inget om boendedialogen, och resultatet av samverkan beskrivs bara med aktiviteter. Skriv vad som har kommit ut av den.";
pub const ASKED: &str =
    "Redovisningen av resultatet behöver kompletteras med vad överenskommelsen med Arbetsförmedlingen har lett till under året.";
pub const REVISED: &str = "Komplettering efter Regeringskansliets begäran: resultatet av överenskommelsen med Arbetsförmedlingen.";
pub const ADDED: &str = "Överenskommelsen med Arbetsförmedlingen har gett en gemensam mottagning i stadsdelen två dagar i veckan. Fler arbetssökande har fått en plan inom en månad, och handläggare från båda parter deltar i samma möten.";

/// The text at a place, beginning anew after the last.
pub fn pick<'a>(texts: &[&'a str], n: usize) -> &'a str {
    texts[n % texts.len()]
}

fn set(text: &str, district: &str) -> String {
    text.replace("{stadsdel}", district)
}

/// A district's text on an area in 2011.
pub fn of_2011(area: &str, n: usize, district: &str) -> String {
    let texts = match area {
        "arbete" => &ARBETE,
        "utbildning" => &UTBILDNING,
        "trygghet" => &TRYGGHET,
        _ => &TILLVAXT,
    };
    set(pick(texts, n), district)
}

/// A district's text on an area in 2010.
pub fn of_2010(area: &str, n: usize, district: &str) -> String {
    let texts = match area {
        "arbete" => &ARBETE_2010,
        "utbildning" => &UTBILDNING_2010,
        "trygghet" => &TRYGGHET_2010,
        _ => &TILLVAXT_2010,
    };
    set(pick(texts, n), district)
}

const ARBETE: [&str; 3] = [
    "Arbetsförmedlingen och kommunens arbetsmarknadsenhet möter sedan i våras arbetssökande i {stadsdel} tillsammans. Unga utan arbete och studier har prioriterats. Utvecklingen av andelen förvärvsarbetande framgår av figurerna; vi bedömer att det är för tidigt att säga vad mottagningen har betytt.",
    "Under året har vägarna från försörjningsstöd till arbete i {stadsdel} kortats genom att samma handläggare följer hushållet. Fastighetsägarna har anställt boende för skötsel av gårdarna. Kvinnor med kort utbildning nås fortfarande i för liten utsträckning.",
    "Jobbsökarcaféet i {stadsdel} har haft öppet varje vardag och flyttade i augusti in i biblioteket. Partnerskapet ser att de som har stått längst från arbetsmarknaden behöver längre tid än planen räknade med.",
];
const UTBILDNING: [&str; 3] = [
    "Skolorna i {stadsdel} har infört läxhjälp alla dagar i veckan och förstärkt lästräning i årskurs 1–3. Behörigheten till gymnasiet följs per skola varje termin. Skillnaden mellan flickor och pojkar är fortsatt stor.",
    "Föräldramöten i {stadsdel} hålls nu med tolk och på tider som passar skiftarbete, och fler kommer. Elevhälsan har flyttat närmare klasserna. Frånvaron i högstadiet är det som oroar mest.",
    "Språkförskolan i {stadsdel} tog emot sina första barn under hösten. Samarbetet med folkhögskolan ger vuxna som saknar gymnasium en väg tillbaka till studier på hemmaplan.",
];
const TRYGGHET: [&str; 3] = [
    "Polisen, kommunen och bostadsbolaget gör sedan i våras trygghetsvandringar i {stadsdel} varje kvartal. Belysningen kring centrum är utbytt. Boendedialogen visar att kvällarna kring bussterminalen fortfarande upplevs som otrygga.",
    "I {stadsdel} har områdespolisen en fast mottagning i medborgarkontoret. Grannsamverkan har startat i flerfamiljshus. Anmälda brott följs i figurerna; de säger mindre om upplevd trygghet än boendeenkäten gör.",
    "Fritidsgården i {stadsdel} har öppet till midnatt på helger sedan i juni och drivs tillsammans med föreningarna. Föräldravandringarna har fått fler deltagare.",
];
const TILLVAXT: [&str; 3] = [
    "Fler företag har startats i {stadsdel} med stöd av rådgivningen i medborgarkontoret. Centrumets ägare rustar torget under nästa år. Många flyttar när de får arbete, och kvarboendet följs särskilt.",
    "Bostadsbolaget har renoverat med kvarboende hyresgäster i {stadsdel}. Lokaler har öppnats för små företag till låg hyra det första året. Bredband är utbyggt till alla hus.",
    "Odlingslotterna och marknaden i {stadsdel} har blivit mötesplatser. Näringslivskontoret besöker företagen i stadsdelen varje termin. Ohälsotalen hör till det som partnerskapet vill förstå bättre.",
];
pub const COOPERATION: [&str; 3] = [
    "Styrgruppen har mötts fyra gånger under året och arbetsgrupperna varje månad. Arbetsförmedlingen, Försäkringskassan och polismyndigheten deltar med chefer som kan fatta beslut. Bostadsbolaget och föreningsrådet ingår sedan i våras. Det som går trögt är att dela uppgifter om enskilda, eftersom sekretessen sätter gränser.",
    "Partnerskapet har under året gått från projekt till gemensam linje. Överenskommelserna utgår från stadsdelsplanerna, och myndigheterna redovisar sina åtaganden på varje styrgruppsmöte. Landstinget deltar i arbetsgruppen för hälsa men har ännu inte undertecknat någon överenskommelse.",
    "Samverkan fungerar väl i det dagliga arbetet. Styrgruppen har bytt ordförande under hösten. De boende är representerade genom stadsdelsrådet, som har yttrat sig över planen. Näringslivet är svagt representerat, och det är nästa års uppgift.",
];
pub const RESULTS: [&str; 3] = [
    "Samverkan har gett en gemensam mottagning för unga, samordnad information till nyinflyttade och en åtgärdslista efter varje trygghetsvandring som parterna delar ansvaret för. Resultatet för de boende följs genom målen i planerna.",
    "Ordinarie resurser har flyttats: Arbetsförmedlingen har en handläggare på heltid i stadsdelen och polisen två områdespoliser. Väntetiden till en första planering har kortats. Det är utvecklingen över flera år som avgör om det räcker.",
    "Parterna har enats om gemensamma mål och om vem som gör vad. Synliga resultat är längre öppettider på fritidsgården och färre avbrott mellan skola och socialtjänst när en elev behöver stöd.",
];
const ARBETE_2010: [&str; 2] = [
    "Arbetsmarknadsinsatserna i {stadsdel} har bedrivits inom ordinarie verksamhet. Samarbetet med Arbetsförmedlingen har påbörjats men saknar fast form.",
    "Fler i {stadsdel} har fått praktik än året före. Steget från praktik till anställning är fortfarande långt.",
];
const UTBILDNING_2010: [&str; 2] = [
    "Skolorna i {stadsdel} har arbetat med språkutveckling i alla ämnen. Behörigheten till gymnasiet varierar mycket mellan åren.",
    "Läxhjälp har erbjudits i {stadsdel} två dagar i veckan. Samarbetet med föräldrarna behöver utvecklas.",
];
const TRYGGHET_2010: [&str; 2] = [
    "Trygghetsvandringar har genomförts i {stadsdel} vid två tillfällen. Belysning och skymmande buskar pekas ut av de boende.",
    "Polisen har ökat sin närvaro i {stadsdel} under kvällar. De boende efterfrågar fler mötesplatser för unga.",
];
const TILLVAXT_2010: [&str; 2] = [
    "Få nya företag har startats i {stadsdel}. Rådgivningen finns i centrala staden och når inte fram.",
    "Upprustningen av {stadsdel} har fortsatt enligt bostadsbolagets plan. Flyttningarna är många.",
];
pub const COOPERATION_2010: [&str; 2] = [
    "Partnerskapet har etablerats och möts regelbundet. Roller och mandat behöver bli tydligare under nästa år.",
    "Samverkan mellan kommunen och myndigheterna vilar på enskilda personer. En fast organisation är under uppbyggnad.",
];
pub const RESULTS_2010: [&str; 2] = [
    "Det främsta resultatet är att parterna har en gemensam bild av stadsdelens behov.",
    "Samverkan har lett till gemensamma trygghetsvandringar och en samordnad sommarverksamhet för unga.",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_area_has_its_text_and_no_place_holder_is_left() {
        for area in ["arbete", "utbildning", "trygghet", "tillvaxt"] {
            for n in 0..4 {
                for text in [of_2011(area, n, "Alby"), of_2010(area, n, "Alby")] {
                    assert!(text.contains("Alby") && !text.contains('{'), "{text}");
                }
            }
        }
    }
}
