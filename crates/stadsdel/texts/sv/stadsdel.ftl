# Startsidan
home-title = Lokala utvecklingsavtal 2011
home-lede = Staten och kommunerna kommer överens om arbete, utbildning, trygghet och tillväxt i 38 stadsdelar under { $period }. Här kan alla följa vad som har avtalats, planerats och blivit av.
home-count-agreements = { $n } av { $all } kommuner har ett avtal som gäller
home-count-plans = { $n } av { $all } är inlämnade, sista dag { $due }
home-count-reports = { $n } av { $all } är inlämnade, sista dag { $due }
home-who-owes = Vem ska göra vad, och när?
home-map = Stadsdelarna på kartan
home-map-key = Varje ruta är en stadsdel, ungefär där den ligger. De tre tecknen är avtal, stadsdelsplan och redovisning:
home-key-done = klart
home-key-part = på väg
home-key-open = återstår
home-step-agreement-done = avtalet gäller
home-step-agreement-part = avtalet är på väg
home-step-agreement-open = inget avtal än
home-step-plan-done = planen är inlämnad
home-step-plan-open = planen är inte inlämnad
home-step-report-done = redovisningen är inlämnad
home-step-report-open = redovisningen är inte inlämnad
home-list = Kommun för kommun
home-plan = Stadsdelsplan
home-plans = Planer inlämnade
home-plans-of = { $n } av { $all }
home-report = Redovisning
home-none-yet = inte än
home-districts = Stadsdelar
home-municipality = Kommun
home-agreement = Avtal
home-filter = Visa bara rader med
home-agreement-none = Inget avtal än
home-agreement-offered = Erbjudet
home-agreement-deliberation = Överläggning
home-agreement-draft = Överläggning
home-agreement-agreed = Väntar på godkännande
home-agreement-approving = Väntar på godkännande
home-agreement-approved = Väntar på underskrift
home-agreement-signing = Väntar på underskrift
home-agreement-signed = Undertecknat
home-agreement-in-force = Gäller
home-agreement-board-approved = Kommunstyrelsen har godkänt, staten inte än
home-agreement-state-approved = Staten har godkänt, kommunstyrelsen inte än
home-agreement-superseded = Ersatt
home-agreement-expired = Löpt ut
home-agreement-broken-off = Överläggningen avbröts
home-agreement-ended = Upphört
home-agreement-declined = Avböjt
home-latest = Senast inlämnat
home-latest-empty = Här visas planer och redovisningar när kommunerna har lämnat in dem: redovisningen senast den 1 december, planen senast den 31 december.
home-latest-plan = Stadsdelsplan för { $district }
home-latest-report = Redovisning från { $municipality }
home-find = Hitta
home-find-programme = Regeringens beslut: vad som ska göras, av vem
home-find-statistics = Statistik för stadsdelarna
home-find-compilation = Den nationella sammanställningen
home-find-help = Så fungerar det, steg för steg
# Sök
search-title = Sök
search-what = Vad söker du?
search-hint = Stadsdel, kommun, områdeskod, organisation, diarienummer, indikator eller ord i ett lokalt mål.
search-hits = { $n ->
    [one] En träff
   *[other] { $n } träffar
}
search-empty = Inget hittades. Prova färre bokstäver, eller ett annat namn: stadsdelarna kan ha fler namn än ett.
search-district = Stadsdel
search-municipality = Kommun
search-goal = Lokalt mål
search-cooperation = Samverkansöverenskommelse
search-indicator = Indikator
search-evaluation = Utvärdering
search-organisation = Organisation
search-register = Diarium
search-page = Sida
search-agreement = Avtal
search-report = Redovisning
search-plan = Stadsdelsplan
search-agreement-title = Lokalt utvecklingsavtal för { $municipality }
search-report-title = Redovisning { $year }, { $municipality }
search-more = { $n ->
    [one] En träff till visas inte. Skriv fler ord.
   *[other] { $n } träffar till visas inte. Skriv fler ord.
}
search-page-duties-mine = Mina uppgifter
search-page-duties-all = Allas uppgifter
search-page-programme = Programmet och beslutet
search-page-agreements = Avtal
search-page-partnerships = Partnerskap
search-page-plans = Stadsdelsplaner
search-page-cooperation = Samverkansöverenskommelser
search-page-statistics = Statistik
search-page-reports = Redovisningar
search-page-evaluations = Utvärderingar
search-page-register = Diarium
search-page-help = Hjälp
search-page-journal = Journal
# Journal
journal-title = Journal
journal-lede = Varje ändring i programmet: vem, när, vad och med vilket mandat. Raderna är sammanlänkade, så en rad som ändras eller tas bort i efterhand bryter kedjan och syns.
journal-of-object = Bara rader om { $object }.
journal-whole = Visa hela journalen
journal-verify = Kontrollera hela kedjan
journal-chain-whole = Kedjan är hel: { $n } rader.
journal-chain-broken = Kedjan är bruten vid rad { $seq }. Behåll databasen som den är och jämför med den senaste säkerhetskopian.
journal-seq = Rad
journal-at = När
journal-actor = Vem
journal-act = Vad
journal-object = Om
journal-mandate = Mandat
journal-detail = Innehåll
journal-show = Visa
journal-older = Äldre rader
# Mina uppgifter
mine-title = Mina uppgifter
mine-lede = { $n ->
    [one] En uppgift väntar på dig.
   *[other] { $n } uppgifter väntar på dig. Den närmaste står först.
}
mine-nothing-next = Ingenting väntar på dig just nu.
mine-you-are = Du är här som
mine-next = Din tur
mine-next-empty = När något ska göras av dig står det här, med sista dag och grund.
mine-waiting = Väntar på andra
mine-waiting-lede = Det här är er organisations skyldigheter, men någon annans tur.
mine-done = Gjort
mine-done-count = { $n ->
    [one] En gjord uppgift
   *[other] { $n } gjorda uppgifter
}
mine-everybodys = Allas uppgifter, även statens
all-duties-title = Vem ska göra vad
all-duties-lede = Skyldigheterna i avtalet gäller båda parter. Här står statens och kommunernas sida vid sida, med sista dag och grund.
all-duties-state = Statens skyldigheter
all-duties-state-empty = Staten har ingenting ogjort just nu.
all-duties-overdue = Försenat
all-duties-coming = Kommunernas och andras skyldigheter
all-duties-coming-empty = Ingen har någonting ogjort just nu.
duty-owner = Vem
duty-owner-state = Staten
duty-what = Vad
duty-due = Senast
duty-ground = Grund
duty-standing = Läge
duty-no-day = Ingen fast dag
duty-overdue = { $n ->
    [one] En dag försenad
   *[other] { $n } dagar försenad
}
duty-today = I dag
duty-days-left = { $n ->
    [one] En dag kvar
   *[other] { $n } dagar kvar
}
duty-done = Gjort { $date }
duty-done-late = Gjort för sent, { $date }
duty-awaited-today = Väntar sedan i dag
duty-awaited = { $n ->
    [one] Väntar sedan i går
   *[other] Väntar sedan { $n } dagar
}
duty-open = Kan göras nu
duty-waits = Väntar
# Demonstrationens personer
demo-try-coordinator = Skriv planen för Alby och redovisningen som ska in den 1 december
demo-try-certifier = Attestera en redovisning som någon annan har skrivit
demo-try-secretary = Registrera kommunstyrelsens beslut och underskrift
demo-try-officer = Se alla 38 stadsdelar, begär komplettering, sammanställ
demo-try-signatory = Godkänn och skriv under för staten
demo-try-deliberation = En överläggning med en saklig avvikelse utan skäl
demo-try-board = Ett avtal som staten har godkänt men inte kommunstyrelsen
demo-try-agency = Läs planen och partnerskapet, och godta ett mål
demo-try-partner = Se partnerskapet som bolaget är med i
demo-try-statistician = Läs in en leverans, först på prov
demo-try-evaluator = Läs vad utvärderingarna fann, och registrera en egen fråga
demo-try-administrator = Läs journalen och kontrollera dess kedja
# Hjälp
help-title = Så fungerar det
help-lede = Från regeringens erbjudande till den nationella sammanställningen, i elva steg. I kanten står var i beslutet eller avtalet steget har sin grund.
help-go = Gå dit
help-step-programme = Programmet
help-how-programme = Regeringens beslut är inläst som det står: perioden, skyldigheterna, avtalsmallen och de 38 stadsdelarna med sina områdeskoder. Det som är otydligt i beslutet rättas inte i tysthet. Det visas som fynd, och handläggaren avgör vart och ett med skäl.
help-step-offer = Erbjudandet
help-how-offer = Staten erbjuder varje kommun ett avtal. Sändlistan visar när det skickades, och kommunen bekräftar att det har kommit fram och svarar.
help-step-deliberation = Överläggningen
help-how-deliberation = Kommunen och staten föreslår ordalydelser punkt för punkt. Avtalet ställs bredvid mallen och varje avvikelse märks: ifylld, redaktionell eller saklig. En saklig avvikelse behöver ett skäl innan staten kan godkänna.
help-step-approval = Två godkännanden
help-how-approval = Kommunstyrelsen beslutar i sin ordning, och regeringen eller den som har bemyndigats i sin. Ingen av dem kan göra den andras del. Avtalet gäller först när båda har godkänt och skrivit under.
help-step-partnership = Partnerskapet
help-how-partnership = Kommunen bildar ett lokalt partnerskap. För varje medlem står hur den kom med: genom uppdrag, eget val eller som stödjare, från vilken dag och med vilket mandat.
help-step-plan = Stadsdelsplanen
help-how-plan = En plan för varje stadsdel, med mål inom arbete, utbildning, trygghet och tillväxt. Granskningen säger vad som måste finnas innan planen kan lämnas in och frågar om resten. Planen ska in senast den 31 december.
help-step-cooperation = Samverkansöverenskommelser
help-how-cooperation = Kommunen, myndigheterna och partnerskapets andra parter lovar varandra vem som gör vad, till när och för vilket mål i planen. Överenskommelsen gäller när alla har skrivit under. Ändras målet i planen flaggas den: parterna reviderar eller skriver varför det inte behövs, och en revidering redovisas till Regeringskansliet.
help-step-statistics = Statistiken
help-how-statistics = Läs in en fil. Först visas vad som skulle ändras och alla fel på en gång; ingenting sparas förrän du säger till. Små tal visas inte, och en lucka har alltid en ägare.
help-step-followup = Uppföljningen
help-how-followup = Stadsdelens sida visar de fyra områdena: värde, förändring, jämförelse med kommunen och riket, och hur det går mot målen.
help-step-report = Redovisningen
help-how-report = Den är till största delen skriven när den öppnas: siffror och planens läge är hämtade. Kommunen skriver om utvecklingen, hur samverkan fortskrider och vad den gav. En annan person än den som skrev attesterar. Den ska in senast den 1 december.
help-step-compilation = Sammanställningen
help-how-compilation = Staten ser alla 38 stadsdelar, även dem som inte har redovisat. Kommunernas egna ord står kvar, och varje siffra leder till sin redovisning.
help-step-evaluation = Utvärderingen
help-how-evaluation = Frågan, måttet och jämförelsen registreras innan något räknas. Sidan säger först vad metoden kan upptäcka, sedan vad den fann, och sist ett av fyra ord. Andras utvärderingar kan läggas in, också de som inte fann något.
help-step-duties = Mina uppgifter
help-how-duties = Efter inloggning ser var och en vad som är näst på tur, till när och varför. Statens skyldigheter står på samma sätt som kommunernas.
glossary-title = Ordlista
glossary-lede = Vad orden betyder här. Samma sak heter alltid likadant.
word-agreement = Lokalt utvecklingsavtal
meaning-agreement = Avtal mellan staten och en kommun om utvecklingsarbete i en eller flera stadsdelar. Gäller när båda har godkänt och skrivit under (§ 8).
word-amendment = Ändring
meaning-amendment = En ny version av ett avtal som gäller. Den gamla gäller tills båda parter har godkänt den nya, och finns kvar att läsa efteråt.
word-baseline = Utgångsläge
meaning-baseline = Värdet som ett mål räknas från, med år.
word-board = Kommunstyrelsens beslut
meaning-board = Beslut enligt § 8. Det kan överklagas i tre veckor från det att protokollets justering anslagits; därefter har det laga kraft.
word-break = Brott i serien
meaning-break = Ett år då definitionen eller källan ändrades så att åren före och efter inte kan jämföras. Programmet räknar ingen förändring över ett brott.
word-compilation = Sammanställning
meaning-compilation = Statens redovisning av utvecklingen i alla stadsdelar (§ 6). En fryst utgåva ändras inte.
word-cooperation = Samverkansöverenskommelse
meaning-cooperation = Skriftliga löften mellan kommunen, myndigheter och andra parter, med utgångspunkt i stadsdelsplanen (§ 5).
word-deviation = Avvikelse
meaning-deviation = Där avtalets text skiljer sig från mallen: ifylld (platshållare), redaktionell (stavning och form) eller saklig (innehåll).
word-district = Stadsdel
meaning-district = Ett av de 38 områdena i beslutets bilaga 2, bestämt av sina områdeskoder och inte av sitt namn.
word-evaluation = Utvärdering
meaning-evaluation = En prövning av om insatser har bidragit till ett mål (§ 7), med en jämförelse och en osäkerhet. Utan en sådan säger programmet utveckling, inte effekt.
word-missing = Uppgift saknas
meaning-missing = Ingen har lämnat uppgiften. Det är inte noll.
word-partnership = Lokalt partnerskap
meaning-partnership = Samverkan mellan kommunen, statliga myndigheter och andra för att genomföra arbetet inom ordinarie resurser (§ 3).
word-plan = Strategisk stadsdelsplan
meaning-plan = Partnerskapets styrdokument för en stadsdel, med uppföljningsbara mål inom fyra områden (§ 4).
word-report = Redovisning
meaning-report = Kommunens årliga redovisning till Regeringskansliet: utvecklingen, samverkan och dess resultat (§ 6).
word-suppressed = Visas inte
meaning-suppressed = Gruppen är så liten att siffran skulle kunna röja en person. En andel visas bara där fler än 20 ingår och fler än 5 har, och fler än 5 saknar, egenskapen.
accessibility-title = Tillgänglighet
accessibility-lede = Webbplatsen ska kunna användas av alla: med tangentbord, skärmläsare, förstoring, utan skript och i mörkt läge.
accessibility-ground = Lag (2018:1937) om tillgänglighet till digital offentlig service, WCAG 2.1 nivå AA.
accessibility-tested-head = Vad som är prövat
accessibility-tested = Varje sida i webbläsarproven granskas automatiskt med axe i datorbredd, telefonbredd och mörkt läge. Diagram har alltid en tabell med samma siffror. Dokumenten är taggade PDF.
accessibility-not-head = Vad som inte är prövat
accessibility-not = Ingen granskning har gjorts av personer med skärmläsare, och PDF-filerna har inte prövats av en oberoende kontroll av PDF/UA.
accessibility-say-head = Säg till
accessibility-say = Fungerar något inte för dig? Kontakta den som driver webbplatsen. Är du inte nöjd med svaret kan du anmäla det till Myndigheten för digital förvaltning.
