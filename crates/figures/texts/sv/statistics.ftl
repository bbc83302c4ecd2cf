# statistics
statistics-head = Statistik
statistics-lede = Så utvecklas de 38 stadsdelarna i de fyra områdena, bredvid sin kommun och riket.
statistics-ground = Parterna ser till att det finns ett lämpligt statistiskt underlag på stadsdelsnivå, på lokal och nationell nivå, utifrån målen.
statistics-pages = Statistikens sidor
statistics-crumbs = Sökväg
statistics-catalogue = Katalog
statistics-compare = Jämför
statistics-gaps = Luckor
statistics-deliveries = Leveranser
statistics-import = Leverera
statistics-synthetic = Syntetiska siffror
statistics-synthetic-why = De är gjorda av en slumpgenerator och säger ingenting om verkliga stadsdelar.
statistics-latest-delivery = Senaste leverans: nummer { $number }, { $date }, av { $name }.
statistics-empty = Här kommer siffrorna att stå när den första filen har levererats. Statistikleverantören lämnar den, och kommunens samordnare kan leverera om sina egna områden.
statistics-empty-indicator = Ingen har levererat indikatorn än. När den kommer står alla stadsdelar här, bredvid kommun och rike.
statistics-area-table = Indikatorer inom { $area }
statistics-indicator = Indikator
statistics-latest-year = Senaste år
statistics-covered = Stadsdelar
statistics-all-districts = Alla stadsdelar
statistics-all-districts-head = Alla stadsdelar
statistics-nation = Riket
statistics-municipality = Kommun
statistics-district = Stadsdel
statistics-place = Plats
statistics-certainty = Säkerhet
statistics-none-yet = Inget än
statistics-signs = Tecken: – betyder noll, .. sekretess, . inte tillämpligt och u.s. att uppgift saknas.
statistics-rule = En andel visas bara när gruppen är större än 20 personer och fler än 5 har egenskapen och fler än 5 saknar den. Tal som skulle avslöja ett annat döljs också.
statistics-export-all = Hämta allt som CSV
statistics-export-one = Hämta som CSV
statistics-export-whole = Hämta hela underlaget
statistics-export-note = Filen har samma form som en leverans. I den öppna filen är det som omfattas av sekretess markerat med två punkter.
statistics-year = År
statistics-group = Grupp
statistics-group-alla = Alla
statistics-group-kvinnor = Kvinnor
statistics-group-man = Män
statistics-order = Ordning
statistics-order-value = Efter värde
statistics-order-name = Efter namn
statistics-show = Visa
statistics-subtitle = { $unit }, { $year }. Källa: { $source }
statistics-finding-nation = I { $worse } av { $shown } stadsdelar är läget sämre än i riket { $year }
statistics-finding-reach = Stadsdelarna låg mellan { $low } och { $high } { $year }
statistics-finding-none = Ingen stadsdel har en siffra att visa för { $year }
statistics-breaks = Talen är inte jämförbara över alla år. En jämförelse över ett brott görs inte.
statistics-break = Från { $year }: { $why }
statistics-value = Värde
statistics-interval = 95 % intervall
statistics-made-of = Antal
statistics-x-of-n = { $x } av { $n }
statistics-change = Ändring från året före
statistics-change-break = tidsseriebrott
statistics-in-municipality = Kommunens värde
statistics-compare-this = Jämför stadsdelar över tid
statistics-gaps-count = { $n ->
    [one] En öppen lucka
   *[other] { $n } öppna luckor
}
statistics-definition = Så är måttet gjort
statistics-numerator = Täljare
statistics-denominator = Nämnare
statistics-ages = Åldrar
statistics-source = Källa
statistics-direction = Riktning
statistics-better-higher = Högre är bättre
statistics-better-lower = Lägre är bättre
statistics-better-neutral = Ingen riktning är bättre
statistics-lag = Vanlig eftersläpning
statistics-months = { $n ->
    [one] En månad
   *[other] { $n } månader
}
statistics-version = Definitionens version
statistics-version-set = { $number } ({ $date })
statistics-compare-head = Jämför stadsdelar
statistics-compare-lede = Välj upp till fem stadsdelar och en indikator. Alla stadsdelar tillsammans och riket står bredvid.
statistics-compare-title = { $indicator }: { $districts }
statistics-compare-empty = Välj stadsdelar här nedanför, så ritas deras utveckling i ett diagram med en tabell under.
statistics-compare-choose = Stadsdelar
statistics-compare-do = Jämför
statistics-compare-too-many = Fler än fem linjer går inte att skilja åt. De fem första visas.
statistics-development = Skillnaderna är utveckling. Om en insats har bidragit går inte att läsa ut här.
statistics-deliveries-lede = Varje fil som har tagits in, vem som lämnade den och vad den ändrade.
statistics-delivery = Leverans
statistics-delivery-number = Leverans { $number }
statistics-delivery-lede = Intagen { $date } av { $name }.
statistics-delivered = Intagen
statistics-file = Fil
statistics-bytes = { $n } byte
statistics-rebuilt = Omräkning utan fil
statistics-rows = Rader
statistics-new = Nya siffror
statistics-changed = Ändrade siffror
statistics-unchanged = Oförändrade
statistics-years = År i filen
statistics-mandate = Mandat
statistics-replaced = Siffror som ersattes
statistics-code = Områdeskod
statistics-stood = Stod tidigare
statistics-from-delivery = Från leverans
statistics-stands = Står nu
statistics-becomes = Blir
statistics-new-figure = ny
statistics-status-observed = uppgift
statistics-status-missing = uppgift saknas
statistics-status-suppressed = sekretess
statistics-status-not-applicable = inte tillämpligt
statistics-to-catalogue = Till katalogen
duty-gaps = { $n ->
    [one] Se till att en siffra som saknas kommer in
   *[other] Se till att { $n } siffror som saknas kommer in
}
gap-head = Siffror som saknas
gap-lede = En siffra som borde finnas är en lucka med en ägare, tills den kommer.
gap-ground = Båda parter ser till att underlaget finns. Varje lucka har därför en part som ska få fram siffran.
gap-every = Alla
gap-empty = Inga luckor: allt som ska ha kommit har kommit.
gap-what = Lucka
gap-title = { $indicator } för { $district } { $year } saknas
gap-open = Öppen sedan { $date }, ägs av { $owner }
gap-closed = Siffran kom { $date }
gap-reason = Orsak
gap-reason-absent = Inget har kommit för någon del av stadsdelen
gap-reason-partial = Några av stadsdelens områden saknar siffran, och summan skulle bli för låg
gap-reason-withheld = Leverantören redovisar inte siffran för något av områdena
gap-owner = Ägare
gap-owner-hint = Kommunen kan ta på sig luckan. Staten kan också lägga den på sig själv.
gap-owner-state = Staten
gap-by-default = enligt huvudregeln
gap-since = Sedan
gap-blocks = Stoppar
gap-blocks-district = stadsdelens värde och ändringen till och från året
gap-blocks-all-districts = summan för alla stadsdelar
gap-blocks-follow-up = uppföljningen av mål med indikatorn, eftersom det är det senaste året
gap-history = Vad som har hänt
gap-history-empty = Ingen har skrivit något om luckan än.
gap-event-assigned = Ägare:
gap-event-comment = Kommentar:
gap-event-closed = Stängd av leverans
gap-mend = Gör något åt luckan
gap-why = Varför (valfritt)
gap-why-hint = Till exempel vem som har beställt siffran.
gap-assign = Spara ägare
gap-comment = Kommentar
gap-comment-hint = Den syns för alla.
gap-comment-do = Lägg till kommentar
gap-who-can = Ägare och kommentarer sätts av kommunens samordnare, statistikleverantören eller Regeringskansliets handläggare.
done-gap-assigned = Luckan har en ny ägare.
done-gap-commented = Kommentaren är sparad.
fault-gap-comment = Kommentaren är tom. Skriv vad som har hänt.
fault-gap-closed = Luckan är redan stängd: siffran har kommit.
fault-gap-owner = Kommunen kan ta på sig luckan, men bara staten kan ta tillbaka den eller ge den till en annan part.
import-head = Leverera statistik
import-lede = Välj en fil, se vad den skulle ändra och bekräfta. Inget sparas förrän du bekräftar, och hela filen tas in eller ingenting.
import-reach-nation = Du kan leverera om alla områden, kommuner och riket.
import-reach-municipality = Du kan leverera om din egen kommun och dess områden.
import-file = CSV-fil
import-file-hint = Högst 64 megabyte. Semikolon, komma eller tabb mellan kolumnerna; å, ä och ö i UTF-8, i Excels Unicode-text eller i Windows kodning.
import-try = Prova filen
import-try-hint = En stor fil tar några sekunder. Sidan kommer när hela filen är läst.
import-form = Så ska filen se ut
import-form-text = En rad för varje område, år, indikator och grupp. Kolumnerna kan heta på svenska eller engelska och stå i vilken ordning som helst. Täljare och nämnare är hela tal. De skrivs på rubrikernas språk: med mellanslag mellan tusental på svenska (1 234), med komma på engelska (1,234).
import-column = Kolumn
import-meaning = Innehåll
import-col-area = Områdets kod som text med inledande nollor: 01270001 (SAMS), NYKO0581-412, 0127 (kommun) eller 00 (riket). Heter area på engelska.
import-col-year = Referensår med fyra siffror. Heter year på engelska.
import-col-indicator = Indikatorns nyckel, till exempel forvarvsarbetande. Heter indicator på engelska.
import-col-group = alla, kvinnor eller man. Får utelämnas: då gäller raden alla. Heter group på engelska.
import-col-numerator = De som har egenskapen, eller antalet händelser eller dagar. Heter numerator på engelska.
import-col-denominator = Gruppen som andelen räknas på. Heter denominator på engelska.
import-col-status = Tom när siffran finns; annars .. eller sekretess, saknas, eller . för inte tillämpligt.
import-col-note = Får utelämnas. ”syntetisk” på rader som en generator har gjort; märkningen följer med siffrorna. Heter note på engelska.
import-tried-head = Så går det om filen tas in
import-tally = { $rows ->
    [0] { $n ->
        [one] Ett fel
       *[other] { $n } fel
    }
    [one] { $n ->
        [one] Ett fel på en rad
       *[other] { $n } fel på en rad
    }
   *[other] { $n } fel på { $rows } rader
}
import-faults-why = { $n ->
    [one] Rätta det i filen och prova den igen. Inget har sparats.
   *[other] Rätta dem i filen och prova den igen. Inget har sparats.
}
import-row-list = { $more ->
    [0] { $list }
   *[other] { $list } och { $more } till
}
import-not-shown = { $n ->
    [one] Ett fel till visas inte. Det är av samma slag som på rad { $row }.
   *[other] { $n } fel till visas inte. De är av samma slag som på rad { $row }.
}
import-faults-head = Det här behöver rättas
import-fault = Fel
import-remedy = Gör så här
import-fault-rows = Rader
import-row = Rad
import-no-change = Filen ändrar ingenting: allt i den finns redan.
import-waits = Väntar på att du bekräftar
import-waits-why = Filen är felfri och ligger kvar här tills du bestämmer dig.
import-withdrawn = { $n ->
    [one] En siffra skulle ersättas av en markering om sekretess eller att uppgift saknas. Kontrollera att det är meningen.
   *[other] { $n } siffror skulle ersättas av en markering om sekretess eller att uppgift saknas. Kontrollera att det är meningen.
}
import-diff = Skillnader
import-diff-head = { $n ->
    [one] Den första skillnaden
   *[other] De första { $n } skillnaderna
}
import-confirm = Ta in filen
import-give-up = Ångra
import-another = Välj en annan fil
done-import-taken = Filen är intagen. Stadsdelarna är omräknade.
done-import-nothing = Filen ändrade ingenting, och inget sparades.
done-import-given-up = Filen är borttagen. Inget sparades.
done-import-consent = Medgivandet är sparat.
fault-import-no-file = Ingen fil är vald. Välj en CSV-fil och prova igen.
consent-head = Medgivande för { $municipality } (NYKO)
consent-why = Stadsdelens områden är kommunens egna nyckelkoder. Ingen annan får leverera om dem förrän kommunen har gett sitt medgivande.
consent-given = Gett { $date }, { $reference }
consent-day = Medgivandets datum
consent-day-hint = Dagen då kommunen beslutade.
consent-reference = Beslut eller diarienummer
consent-reference-hint = Till exempel KS 2011/123.
consent-do = Spara medgivandet
fault-consent-day = Datum saknas. Fyll i dagen då kommunen beslutade.
fault-consent-ahead = Dagen har inte varit än. Fyll i dagen då kommunen beslutade.
fault-consent-reference = Hänvisning saknas. Fyll i beslutets paragraf eller diarienummer.
fault-consent-there = Ett medgivande finns redan.
import-empty-file = Filen är tom.
import-empty-file-remedy = Välj en fil med en rubrikrad och minst en rad siffror.
import-no-rows = Filen har en rubrikrad men inga rader.
import-no-rows-remedy = Lägg till minst en rad med siffror under rubrikraden.
import-row-width = Raden har fler eller färre kolumner än rubrikraden.
import-row-width-remedy = Kontrollera skiljetecknen på raden, särskilt efter ”{ $value }”.
import-quote = Ett citattecken är öppnat men inte stängt, eller följs av text.
import-quote-remedy = Sätt citattecken på båda sidor om cellen, eller ta bort dem.
import-column-missing = Kolumnen { $value } saknas.
import-column-missing-remedy = Filen har kolumnerna { $hint }. Lägg till den som saknas eller ge den rätt namn.
import-column-twice = Kolumnen { $value } finns två gånger.
import-column-twice-remedy = Ta bort den ena.
import-mixed-encoding = Filen blandar två teckenkodningar, och några bokstäver är fel.
import-mixed-encoding-remedy = Spara om filen som CSV UTF-8.
import-zero-lost = Koden ”{ $value }” har förlorat sin inledande nolla.
import-zero-lost-remedy = Skriv { $hint }. Gör kolumnen till text i kalkylprogrammet innan koderna klistras in.
import-area-unknown = Området ”{ $value }” ingår inte i programmet.
import-area-unknown-remedy = Kontrollera koden mot bilaga 2. Om raden gäller ett annat område, ta bort den.
import-area-form = ”{ $value }” har inte formen av en områdeskod.
import-area-form-remedy = Skriv koden så här: { $hint }. Namn duger inte, eftersom flera områden kan heta lika.
import-consent = Kommunen har inte medgett att andra levererar om ”{ $value }”, som är dess egen nyckelkod.
import-consent-remedy = Be kommunens samordnare spara medgivandet eller leverera raderna, eller ta bort dem.
import-outside-mandate = Du levererar inte om ”{ $value }”.
import-outside-mandate-remedy = Ta bort raderna. Andra områden levereras av sin kommun eller av statistikleverantören.
import-year-form = ”{ $value }” är inget år.
import-year-form-remedy = Skriv året med fyra siffror, till exempel 2010.
import-year-outside = Året { $value } är orimligt.
import-year-outside-remedy = Siffror tas emot för { $hint }.
import-indicator-unknown = Indikatorn ”{ $value }” finns inte i registret.
import-indicator-unknown-remedy = Kända nycklar: { $hint }.
import-group-unknown = Gruppen ”{ $value }” är okänd.
import-group-unknown-remedy = Skriv { $hint }, eller lämna cellen tom för alla.
import-group-not-parted = Indikatorn delas inte upp på kön.
import-group-not-parted-remedy = Ta bort raderna för { $value }.
import-status-unknown = Ordet ”{ $value }” är ingen känd status.
import-status-unknown-remedy = Lämna tomt när siffran finns; skriv annars .. (sekretess), saknas eller . (inte tillämpligt).
import-number-form = ”{ $value }” är inget tal.
import-number-form-remedy = Skriv ett heltal, eller lämna cellen tom och ange status.
import-number-not-whole = ”{ $value }” är inget heltal.
import-number-not-whole-remedy = Leverera antal, inte andelar: täljare och nämnare är hela tal, eftersom sekretessprövningen räknar hela personer och händelser.
import-days-not-whole = ”{ $value }” är inget heltal. Täljaren är summan av dagar och tas emot i hela dagar, eftersom sekretessprövningen vilar på hela antal.
import-days-not-whole-remedy = Avrunda områdets summa till hela dagar. Leverera inte dagar per person.
import-number-ambiguous = ”{ $value }” kan läsas på två sätt, som tusental eller decimaler.
import-number-ambiguous-remedy = Skriv talet utan punkt och komma.
import-number-too-large = Talet { $value } är för stort.
import-number-too-large-remedy = Kontrollera att två tal inte har klistrats ihop.
import-numerator-absent = Täljaren är tom men raden säger inte varför.
import-numerator-absent-remedy = Fyll i talet, eller ange status: .. (sekretess), saknas eller . (inte tillämpligt).
import-denominator-absent = Nämnaren saknas, och utan den blir det ingen andel.
import-denominator-absent-remedy = Fyll i hur många gruppen består av.
import-number-despite-status = Raden säger att siffran inte finns, men har en siffra.
import-number-despite-status-remedy = Ta bort talen eller ordet i statuskolumnen. Det som är sekretess ska inte stå i filen.
import-numerator-above = Täljaren { $value } är större än nämnaren { $hint }.
import-numerator-above-remedy = Kontrollera om kolumnerna är förväxlade.
import-negative = Talet är mindre än noll.
import-negative-remedy = Antal kan inte vara negativa. Kontrollera talet i källan.
import-twice = { $value } står två gånger; den första är rad { $hint }.
import-twice-remedy = Behåll en av raderna.
