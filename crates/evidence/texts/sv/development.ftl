# Utvecklingen: nyckeltal och mål i en stadsdel
development-all-districts = Alla 38 stadsdelar
development-nation = Riket
development-better = åt rätt håll
development-worse = åt fel håll
development-same = oförändrat
development-neutral = programmet tar inte ställning
development-change-since = { $by } sedan { $year }
development-change-broken = kan inte jämföras: siffrorna görs på annat sätt från { $year }
development-definition = { $numerator } / { $denominator }
development-chart-title = { $what }: { $value } ({ $change })
development-chart-subtitle = { $unit }. Källa: { $source }.
development-chart-subtitle-synthetic = Syntetiska uppgifter. { $unit }. Källa i skarp drift: { $source }.
development-axis-title = Mål { $number }: { $verdict }
development-axis-subtitle = { $what }, { $unit }
development-axis-subtitle-synthetic = Syntetiska uppgifter. { $what }, { $unit }
development-synthetic = Syntetiska uppgifter
development-state-no-figures = Det finns inga nyckeltal att jämföra över tid ännu.
development-state-mostly-better = Sedan { $year } har { $better } av { $all } nyckeltal utvecklats åt rätt håll och { $worse } åt fel håll.
development-state-mostly-worse = Sedan { $year } har { $worse } av { $all } nyckeltal utvecklats åt fel håll och { $better } åt rätt håll.
development-state-mixed = Utvecklingen sedan { $year } är blandad: av { $all } nyckeltal har { $better } gått åt rätt håll och { $worse } åt fel håll.
development-state-no-plan = Ingen stadsdelsplan är inlämnad.
development-state-no-goals = Planen har inga mål här.
development-state-goals = Av { $all } mål är { $well } nådda eller på väg, { $behind } efter och { $unsaid } ej bedömbara.
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
development-as-table = Visa som tabell
development-column-beside = Jämförelse
