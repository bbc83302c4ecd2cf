# Utvecklingen: nyckeltal och mål i en stadsdel
development-all-districts = Alla 38 stadsdelar
development-nation = Riket
development-better = åt rätt håll
development-worse = åt fel håll
development-same = oförändrat
development-neutral = programmet tar inte ställning
development-change-since = { $by } sedan { $year }
development-change-broken = kan inte jämföras: siffrorna görs på annat sätt från { $year }
development-definition = Täljare: { $numerator }. Nämnare: { $denominator }
development-chart-title = { $what }: { $value } ({ $change })
development-chart-subtitle = { $unit }. Källa: { $source }.
development-chart-subtitle-synthetic = Syntetiska uppgifter. { $unit }. Källa i skarp drift: { $source }.
development-axis-title = Mål { $number }: { $verdict }
development-axis-subtitle = { $what }, { $unit }
development-axis-subtitle-synthetic = Syntetiska uppgifter. { $what }, { $unit }
development-synthetic = Syntetiska uppgifter
development-state-no-figures = Det finns inga nyckeltal att jämföra över tid ännu.
development-state-mostly-better = Sedan { $year } har { $better } av { $all } nyckeltal utvecklats åt rätt håll och { $worse ->
    [0] inget
    [one] ett
   *[other] { $worse }
} åt fel håll.
development-state-mostly-worse = Sedan { $year } har { $worse } av { $all } nyckeltal utvecklats åt fel håll och { $better ->
    [0] inget
    [one] ett
   *[other] { $better }
} åt rätt håll.
development-state-mixed = Utvecklingen sedan { $year } är blandad: av { $all } nyckeltal har { $better } gått åt rätt håll och { $worse } åt fel håll.
development-state-no-plan = Ingen stadsdelsplan är inlämnad.
development-state-no-goals = Planen har inga mål här.
development-state-goals = Av planens { $all } mål är { $well ->
    [0] inget nått eller på väg
    [one] ett nått eller på väg
   *[other] { $well } nådda eller på väg
} och { $behind ->
    [0] inget efter
    [one] ett efter
   *[other] { $behind } efter
}{ $unsaid ->
    [0] .
    [one] ; ett kan inte bedömas.
   *[other] ; { $unsaid } kan inte bedömas.
}
development-state-goals-unsaid = { $all ->
    [one] Målet är ej bedömbart ännu.
   *[other] Inget av de { $all } målen är bedömbart ännu.
}
development-own-yardstick = Målet mäts på partnerskapets eget sätt och inte med en indikator ur registret. Metoden kan inte bedöma det.
development-no-indicator = Målet har ingen indikator ur registret.
development-no-target = Målet saknar målvärde eller måldatum.
development-no-baseline = utgångsläge saknas
development-target-none = målvärde saknas
development-value-year = { $value } ({ $year })
development-verdict-why = Siffran för { $year } är { $value }; den raka linjen från utgångsläge till mål väntar { $expected }.
development-column-indicator = Nyckeltal
development-column-change = Utveckling
development-column-municipality = Kommunen
development-column-all = Alla stadsdelar
development-column-nation = Riket
development-no-figures = Inga nyckeltal finns för området ännu. De kommer från statistiken när den har lästs in.
development-no-goals-here = Planen har inget mål i det här området.
development-goal-number = Mål { $n }
development-goal-way = Utgångsläge { $baseline }, nu { $now }, mål { $target }
development-as-table = Källa och tabell
development-column-beside = Jämförelse
progress-method = Rak linje från utgångsläge till mål
progress-reached = Nått
progress-on-track = På väg
progress-behind = Efter
progress-not-assessable = Ej bedömbar
progress-no-baseline = Utgångsläge saknas.
progress-no-path = Måldatumet ligger inte efter utgångsläget.
progress-no-direction = Nyckeltalet har ingen riktning och målet är detsamma som utgångsläget.
progress-no-observation = Ingen siffra har kommit.
progress-no-later-observation = Ingen siffra har kommit för något år efter utgångsläget.
progress-missing = Siffran saknas.
progress-not-applicable = Siffran är inte tillämplig.
progress-suppressed = Siffran får inte visas: den gäller för få personer, eller skyddar ett annat tal.
progress-break = Serien är bruten mellan utgångsläget och siffran.
