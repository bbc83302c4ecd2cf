# Samverkansöverenskommelser.
cooperation-ground = § 5: Kommunen ska träffa samverkansöverenskommelser med statliga myndigheter och andra parter som ingår i det lokala partnerskapet.
cooperation-ground-parties = § 5: Kommunen ska träffa överenskommelser med parter som ingår i partnerskapet. Den kan även träffa överenskommelser med de parter som väljer att stödja det.
cooperation-ground-rests = § 5: Samverkansöverenskommelserna ska utgå från den eller de strategiska stadsdelsplanerna.
cooperation-ground-revise = § 5: Överenskommelserna ska revideras vid behov och därefter redovisas till Regeringskansliet (Arbetsmarknadsdepartementet).
cooperation-ground-done = § 6: Kommunen ska redovisa hur samverkan i partnerskapet fortskrider och resultatet av den.
cooperation-list-title = Samverkans{"\u00AD"}överenskommelser
cooperation-list-title-of = Samverkans{"\u00AD"}överenskommelser i { $municipality }
cooperation-list-lede = Vem som lovar vad, till när och för vilket mål i stadsdelens plan.
cooperation-list-in-force = { $n ->
    [0] Ingen gäller än.
    [one] En gäller nu.
   *[other] { $n } gäller nu.
}
cooperation-list-empty = Här kommer överenskommelserna att stå: parterna, målen de utgår från och vad var och en har lovat.
cooperation-list-empty-who = Kommunens samordnare skriver dem tillsammans med partnerskapet. De blir offentliga när alla parter har skrivit under.
cooperation-to-partnership = Partnerskapet i { $municipality }
cooperation-new-do = Ny överenskommelse
cooperation-new-title = Ny överenskommelse
cooperation-new-lede = Börja med ett namn. Parter, mål och åtaganden fyller du i sedan, i den ordning som passar.
cooperation-agreement = Överens{"\u00AD"}kommelse
cooperation-parties = Parter
cooperation-rests-on = Utgår från planen för
cooperation-state = Läge
cooperation-since = sedan { $date }
cooperation-supported-by = Med stöd av { $names }
cooperation-not-laid = Inte framlagd än
cooperation-reviews-open = { $n ->
    [one] en översyn väntar
   *[other] { $n } översyner väntar
}
cooperation-state-draft = Utkast
cooperation-state-signing = Väntar på underskrifter
cooperation-state-in-force = Gäller
cooperation-state-revising = Gäller, ny version skrivs
cooperation-state-revision-signing = Gäller, ny version väntar på underskrifter
cooperation-state-ended = Avslutad
cooperation-tie-municipality = kommun
cooperation-tie-assignment = medlem genom regeringens uppdrag
cooperation-tie-choice = medlem genom eget val
cooperation-tie-supporter = stöder partnerskapet, ingår inte i det
cooperation-progress-done = genomfört
cooperation-progress-late = försenat
cooperation-progress-ahead = återstår
cooperation-resource = { $kind }: { $amounts }
cooperation-for-goal = Åtaganden för målet
cooperation-goal-not-in-force = står inte i den gällande planen
cooperation-for-goal-empty = Ingen gällande överenskommelse utgår från målet än. När någon gör det står åtagandena här: vem, vad, till när och med vilka resurser.
cooperation-for-goal-empty-who = Kommunens samordnare tar upp målet i en överenskommelse med partnerskapets parter.
cooperation-for-goal-all = Kommunens överenskommelser
cooperation-document-lede = Samverkansöverenskommelse i { $municipality }
cooperation-concluded-line = Version { $n }, undertecknad av alla parter { $date }.
cooperation-replaced = Ersatt
cooperation-recalled-word = Återtagen
cooperation-recalled-line = Version { $n } togs tillbaka { $date }.
cooperation-laid-line = Version { $n }, framlagd av { $who }, { $date }.
cooperation-unsigned = { $n ->
    [one] En underskrift saknas
   *[other] { $n } underskrifter saknas
}
cooperation-draft-line = Bara kommunens egna och de parter som nämns ser utkastet.
cooperation-ended-line = Överenskommelsen avslutades { $date }.
cooperation-review-notice = { $n ->
    [one] Ett mål som överenskommelsen vilar på lyder annorlunda i en ny version av stadsdelsplanen.
   *[other] { $n } mål som överenskommelsen vilar på lyder annorlunda i en ny version av stadsdelsplanen.
}
cooperation-review-since = Flaggad { $date }.
cooperation-review-look = Se vad som har ändrats
cooperation-waiting-notice = Texten är framlagd och binder ingen förrän alla parter har skrivit under.
cooperation-revision-waits = En ny version väntar på underskrifter. Den här gäller tills alla har skrivit under.
cooperation-report-notice = Revideringen ska redovisas till Regeringskansliet.
cooperation-report-do = Redovisa till Regeringskansliet
cooperation-report-may = Redovisa frivilligt till Regeringskansliet
cooperation-reported-word = Redovisad
cooperation-read-draft = Läs det som skrivs
cooperation-end-link = Avsluta
cooperation-print = Skriv ut
cooperation-text-empty = Inget är skrivet här än.
cooperation-goals-and-commitments = Mål och åtaganden
cooperation-goals-empty = Inget mål är valt än.
cooperation-goal-heading = { $district }, mål { $n }
cooperation-in-plan = i planens version { $n }
cooperation-goal-unserved = Inget åtagande för det här målet.
cooperation-loose = Åtaganden utan mål
cooperation-outcome-word = Utfall
cooperation-done-line = Genomfört { $date }, noterat av { $who }.
cooperation-carry-out-do = Notera som genomfört
cooperation-commitment-number = Åtagande { $n }
cooperation-signatures = Underskrifter
cooperation-signatures-later = Här kommer underskrifterna att stå när texten har lagts fram och parterna har skrivit under på papper.
cooperation-not-signed = inte undertecknad
cooperation-signed-word = undertecknad
cooperation-sign-where = Plats och dag
cooperation-sign-who = Undertecknat av
cooperation-sign-registered = Registrerat av
cooperation-reviews = Översyner
cooperation-review-line = { $n ->
    [one] Ett mål ändrat i planen
   *[other] { $n } mål ändrade i planen
}
cooperation-review-open = väntar på svar
cooperation-write-state-draft = Överenskommelsen är ett utkast. Kommunens egna och de parter som nämns ser den.
cooperation-write-state-revising = En ny version skrivs. Den undertecknade gäller tills alla har skrivit under den nya.
cooperation-write-state-signing = Texten väntar på underskrifter.
cooperation-write-state-revision-signing = Den nya versionen väntar på underskrifter.
cooperation-write-state-in-force = Överenskommelsen gäller.
cooperation-write-state-ended = Överenskommelsen är avslutad.
cooperation-cannot-write = Det är samordnaren i { $municipality } som skriver. Du kan läsa utkastet.
cooperation-closed = Texten är framlagd och kan inte ändras. Ta tillbaka den eller öppna en ny version.
cooperation-read = Läs överenskommelsen
cooperation-part-om = Vad det gäller
cooperation-part-parter = Parter
cooperation-part-mal = Mål
cooperation-part-ataganden = Åtaganden
cooperation-part-granska = Granska och lägg fram
cooperation-part-lede-om = Namn, syfte, tid och hur parterna följer upp vad de har lovat.
cooperation-part-lede-parter = Välj bland dem som ingår i partnerskapet, och dem som stöder det.
cooperation-part-lede-mal = Välj de mål som överenskommelsen utgår från. De står i stadsdelarnas gällande planer.
cooperation-signed-link = Läs undertecknad version { $n }
cooperation-commitments-empty = Här kommer åtagandena att stå: vem gör vad, till när, för vilket mål och med vilka resurser.
cooperation-withdrawn = återkallat
cooperation-withdrawn-because = Åtagandet är återkallat: { $reason }
cooperation-commitment-add = Nytt åtagande
cooperation-commitment-new-lede = Börja med vem och vad. Mål, dag och resurser fyller du i på nästa sida.
cooperation-commitment-lede = Allt sparas medan du skriver. Det som saknas för underskrift står i granskningen.
cooperation-commitment-withdraw = Återkalla åtagandet
cooperation-commitment-restore = Ta tillbaka åtagandet
cooperation-withdraw-hint = Åtagandet sparas och kan tas tillbaka.
cooperation-lay-down-link = Lägg ned eller avsluta överenskommelsen
cooperation-review-clean = Inget hindrar att texten läggs fram
cooperation-review-binding = { $n ->
    [one] en sak hindrar att texten läggs fram
   *[other] { $n } saker hindrar att texten läggs fram
}
cooperation-review-remarks = { $n ->
    [one] Ett påpekande som inte hindrar
   *[other] { $n } påpekanden som inte hindrar
}
cooperation-field-title = Namn
cooperation-title-hint = Vad överenskommelsen handlar om. Till exempel En gemensam ingång för unga i Alby.
cooperation-field-purpose = Syfte
cooperation-purpose-hint = Vad ska parterna åstadkomma tillsammans som de inte klarar var för sig?
cooperation-field-period = Gäller
cooperation-field-from = Första dag
cooperation-field-to = Sista dag
cooperation-to-hint = Alla åtaganden ska vara klara senast den dagen.
cooperation-field-follow-up = Uppföljning
cooperation-follow-up-hint = När och hur går parterna igenom vad de har lovat?
cooperation-field-party = Part
cooperation-party-hint = Bland överenskommelsens parter. Saknas någon? Lägg till parten först.
cooperation-party-gone = Inte längre part
cooperation-field-text = Åtagande
cooperation-text-hint = Vad parten gör, så att det går att se om det är gjort.
cooperation-field-goal = Mål
cooperation-goal-hint = Det av överenskommelsens mål som åtagandet bidrar till.
cooperation-goal-option = { $district }, mål { $n }: { $goal }
cooperation-goal-option-gone = Målet är inte valt eller står inte i gällande plan
cooperation-field-due = Senast
cooperation-due-hint = Inom den tid som överenskommelsen gäller.
cooperation-field-responsible = Ansvarig funktion
cooperation-responsible-hint = Funktionen, inte personens namn.
cooperation-field-resources = Resurser
cooperation-resources-hint = Skilj ordinarie resurser från dem som flyttas eller tillkommer. Timmar eller kronor, det ni vet.
cooperation-back = Tillbaka till överenskommelsen
cooperation-always-party = är alltid part
cooperation-choose-parties = Övriga parter
cooperation-has-left = är inte längre med i partnerskapet
cooperation-parties-empty = Partnerskapet har inga medlemmar än. När kommunen har registrerat dem kan de väljas här.
cooperation-parties-read = De du väljer och sparar kan läsa utkastet om de har konto här.
cooperation-no-plans = Ingen stadsdel i kommunen har en plan än. En överenskommelse utgår från planens mål, så planen kommer först.
cooperation-goals-gone = Valda mål som inte längre står i en gällande plan
cooperation-plan-of = Planen för { $district }
cooperation-check-lede = Läs igenom { $title } en sista gång. När den läggs fram fryses texten med målen som de lyder nu.
cooperation-lay-head = Lägg fram för underskrift
cooperation-lay-what = Parterna läser texten och skriver under på papper. Ni registrerar underskrifterna här. När alla finns gäller överenskommelsen och blir offentlig.
cooperation-lay-do = Lägg fram för underskrift
cooperation-signatures-lede = Överenskommelsen gäller från den dag den sista parten har skrivit under.
cooperation-all-signed = Alla har skrivit under. Den gäller sedan { $date }.
cooperation-read-what-is-signed = Läs det som skrivs under
cooperation-sign-head = Registrera en underskrift
cooperation-sign-why = Skriv av vad som står på papperet. Papperet förvaras hos kommunen.
cooperation-sign-place = Plats
cooperation-sign-on = Dag
cooperation-sign-on-hint = Dagen som står på papperet.
cooperation-sign-office = Vem som skrev under
cooperation-sign-office-hint = Befattning, som på papperet. Namnet behövs inte här.
cooperation-sign-do = Registrera underskriften
cooperation-sign-cannot = Underskrifter registreras av parten själv eller av samordnaren eller nämndsekreteraren i { $municipality }.
cooperation-recall-head = Ta tillbaka texten
cooperation-recall-why = Om någon inte vill skriva under som texten lyder tas den tillbaka och skrivs om. Den kommer då som en ny version. Versionen som togs tillbaka står kvar med sina underskrifter.
cooperation-recall-do = Ta tillbaka texten
cooperation-versions-lede = Varje version står kvar som den lades fram.
cooperation-versions-empty = Ingen version är framlagd än.
cooperation-version-concluded = undertecknad av alla { $date }.
cooperation-version-recalled = togs tillbaka { $date }.
cooperation-version-laid = framlagd { $date }, väntar på underskrifter.
cooperation-compare-none = Ingen skillnad.
cooperation-revise-why = Den undertecknade versionen gäller tills alla har skrivit under den nya. Sedan redovisas revideringen till Regeringskansliet.
cooperation-revise-hint = Till exempel: målet i stadsdelsplanen är höjt.
cooperation-revise-who = En ny version öppnas av samordnaren i { $municipality } när den senaste är undertecknad av alla.
cooperation-end-head = Avsluta överenskommelsen
cooperation-end-why = Det som har undertecknats står kvar att läsa. Ett utkast som aldrig blev undertecknat läggs ned och visas inte för andra.
cooperation-end-do = Avsluta överenskommelsen
cooperation-review-title = Översyn av överenskommelsen
cooperation-review-agreement = Överenskommelse
cooperation-review-plan = Ny version av planen
cooperation-review-what = Det här har ändrats
cooperation-review-what-hint = Överstruket står i överenskommelsen, markerat står i den nya planen.
cooperation-review-promised = Åtaganden för målet
cooperation-review-instead = Mål inom samma område i den nya planen
cooperation-review-differs = Så skiljer sig det nya målet från det gamla:
cooperation-review-answer = Svara
cooperation-review-question = Behöver överenskommelsen revideras?
cooperation-outcome-revise = Ja, revidera
cooperation-outcome-no-need = Nej, det behövs inte
cooperation-outcome-revise-hint = En ny version öppnas.
cooperation-outcome-revise-open = Den version som skrivs nu svarar mot ändringen.
cooperation-outcome-revise-signing = Texten tas tillbaka och skrivs om.
cooperation-outcome-no-need-hint = Överenskommelsen gäller som den är.
cooperation-outcome-said-revise = Ska revideras
cooperation-outcome-said-no-need = Behöver inte revideras
cooperation-answered-line = Svar av { $who }, { $date }.
cooperation-review-reason = Skäl
cooperation-review-reason-hint = Skriv varför, så att parterna och staten kan följa bedömningen.
cooperation-review-do = Spara svaret
cooperation-review-who = Det är samordnaren i { $municipality } som svarar, sedan parterna har hörts.
cooperation-report-title = Redovisa till Regeringskansliet
cooperation-report-lede = { $title } är reviderad och undertecknad av alla parter. Nu ska revideringen redovisas.
cooperation-report-lede-first = { $title } är undertecknad av alla parter. Det är först när den har reviderats som den ska redovisas, men ni kan redovisa den nu.
cooperation-report-what = Redovisas
cooperation-report-changes = Ändringar
cooperation-report-counts = { $goals } mål, { $commitments } åtaganden, { $parties } parter
cooperation-report-note = Kommentar till redovisningen
cooperation-report-note-hint = Frivilligt. Till exempel varför revideringen gjordes.
cooperation-already-reported = Redovisad { $date } av { $who }.
cooperation-receipt-lede = Redovisad av { $who }, { $at }.
cooperation-done-title = Genomfört åtagande
cooperation-done-on = Dag
cooperation-done-note = Vad blev det?
cooperation-done-note-hint = Någon mening om vad som gjordes. Den visas i överenskommelsen och hjälper den som skriver redovisningen.
done-cooperation-opened = Överenskommelsen är öppnad. Den sparas medan du skriver.
done-cooperation-saved = Sparat.
done-cooperation-commitment-added = Åtagandet är tillagt. Fyll i resten här.
done-cooperation-commitment-withdrawn = Åtagandet är återkallat. Det finns kvar och kan tas tillbaka.
done-cooperation-commitment-restored = Åtagandet är tillbaka.
done-cooperation-carried-out = Åtagandet är noterat som genomfört.
done-cooperation-laid = Texten är framlagd för underskrift.
done-cooperation-signed = Underskriften är registrerad.
done-cooperation-concluded = Den sista underskriften är registrerad. Överenskommelsen gäller.
done-cooperation-recalled = Texten är tillbakatagen. Skriv om den och lägg fram den på nytt.
done-cooperation-revising = En ny version är öppnad.
done-cooperation-ended = Överenskommelsen är avslutad.
done-cooperation-review-revise = Svaret är sparat. Skriv den nya versionen här.
done-cooperation-review-no-need = Svaret är sparat. Överenskommelsen gäller som den är.
done-cooperation-reported = Revideringen är redovisad.
fault-cooperation-title = Ge överenskommelsen ett namn.
fault-cooperation-purpose = Skriv syftet.
fault-cooperation-from = Ange överenskommelsens första dag.
fault-cooperation-to = Ange överenskommelsens sista dag.
fault-cooperation-period = Sista dagen ligger före den första.
fault-cooperation-past = Sista dagen har redan passerat.
fault-cooperation-alone = Välj minst en part utöver kommunen.
fault-cooperation-stranger = { $name } är inte längre med i partnerskapet. Ta bort parten eller registrera den på nytt.
fault-cooperation-no-goals = Välj minst ett mål i en gällande stadsdelsplan.
fault-cooperation-goal-gone = Målet ”{ $goal }” står inte längre i någon gällande plan. Välj ett annat.
fault-cooperation-no-commitments = Skriv minst ett åtagande.
fault-cooperation-not-open = Texten är framlagd eller undertecknad och kan inte ändras. Ta tillbaka den eller öppna en ny version.
fault-cooperation-not-signing = Ingen text väntar på underskrifter.
fault-cooperation-recall-reason = Skriv varför texten tas tillbaka.
fault-cooperation-revision-reason = Skriv skälet till den nya versionen.
fault-cooperation-nothing-to-revise = Det finns ingen undertecknad version att revidera, eller så är en ny redan öppen.
fault-cooperation-end-reason = Skriv varför överenskommelsen avslutas.
fault-cooperation-ended = Överenskommelsen är redan avslutad.
fault-cooperation-not-concluded = Ingen version är undertecknad av alla, så det finns inget att redovisa.
fault-cooperation-reported = Versionen är redan redovisad.
fault-cooperation-outcome = Välj om överenskommelsen ska revideras eller inte.
fault-cooperation-review-reason = Skriv skälet till bedömningen.
fault-cooperation-review-answered = Översynen är redan besvarad.
fault-cooperation-signature-party = Välj en av överenskommelsens parter.
fault-cooperation-signature-given = Parten har redan skrivit under.
fault-cooperation-signature-place = Ange platsen som står på papperet.
fault-cooperation-signature-day = Ange dagen som står på papperet.
fault-cooperation-signature-future = Dagen ligger i framtiden.
fault-cooperation-signature-early = Dagen ligger före den dag texten lades fram.
fault-cooperation-signature-office = Ange vem som skrev under, med befattning.
fault-commitment-party = Åtagande { $number }: välj vem som lovar.
fault-commitment-party-unknown = Åtagande { $number }: den som lovar är inte part i överenskommelsen.
fault-commitment-text = Åtagande { $number }: skriv vad som lovas.
fault-commitment-goal = Åtagande { $number }: välj vilket mål det bidrar till.
fault-commitment-goal-unknown = Åtagande { $number }: målet är inte ett av överenskommelsens.
fault-commitment-due = Åtagande { $number }: ange till när.
fault-commitment-outside = Åtagande { $number }: dagen ligger utanför den tid överenskommelsen gäller.
fault-commitment-withdraw-reason = Skriv varför åtagandet återkallas.
fault-commitment-done-day = Ange dagen då det var klart.
fault-commitment-done-future = Dagen ligger i framtiden.
fault-commitment-done-note = Skriv någon mening om vad det blev.
fault-commitment-done-given = Åtagandet är redan noterat som genomfört.
fault-commitment-new-party = Välj vem som lovar.
fault-commitment-new-text = Skriv vad som lovas.
remark-cooperation-follow-up = Det står inget om hur parterna följer upp vad de har lovat.
remark-cooperation-only-supporters = Alla parter utom kommunen stöder bara partnerskapet. Det är tillåtet, men det är med parter som ingår i det som kommunen ska träffa överenskommelser.
remark-cooperation-idle = { $name } lovar ingenting.
remark-cooperation-unserved = { $n ->
    [one] Ett av målen har inget åtagande.
   *[other] { $n } av målen har inget åtagande.
}
remark-commitment-responsible = Åtagande { $number }: ingen ansvarig funktion är angiven.
remark-commitment-resources = Åtagande { $number }: inga resurser är angivna.
duty-cooperation-make = Träffa samverkansöverenskommelser med myndigheter i partnerskapet i { $municipality }
duty-cooperation-collect = { $n ->
    [one] Samla in en underskrift som saknas på { $title }
   *[other] Samla in { $n } underskrifter som saknas på { $title }
}
duty-cooperation-sign = Skriv under { $title }, { $municipality }
duty-cooperation-review = Se över { $title }: { $n ->
    [one] ett mål är ändrat i stadsdelsplanen
   *[other] { $n } mål är ändrade i stadsdelsplanen
}
duty-cooperation-report = Redovisa revideringen av { $title } (version { $n }) till Regeringskansliet
duty-cooperation-commitment = { $words } ({ $title })
