# Development: indicators and goals of a district
development-all-districts = All 38 districts
development-nation = The nation
development-better = in the right direction
development-worse = in the wrong direction
development-same = unchanged
development-neutral = the programme takes no side
development-change-since = { $by } since { $year }
development-change-broken = cannot be compared: the numbers are made another way from { $year }
development-definition = Numerator: { $numerator }. Denominator: { $denominator }
development-chart-title = { $what }: { $value } ({ $change })
development-chart-subtitle = { $unit }. Source: { $source }.
development-chart-subtitle-synthetic = Synthetic figures. { $unit }. Source in live use: { $source }.
development-axis-title = Goal { $number }: { $verdict }
development-axis-subtitle = { $what }, { $unit }
development-axis-subtitle-synthetic = Synthetic figures. { $what }, { $unit }
development-synthetic = Synthetic figures
development-state-no-figures = There are no indicators to compare over time yet.
development-state-mostly-better = Since { $year }, { $better } of { $all } indicators have moved in the right direction and { $worse ->
    [0] none
    [one] one
   *[other] { $worse }
} in the wrong one.
development-state-mostly-worse = Since { $year }, { $worse } of { $all } indicators have moved in the wrong direction and { $better ->
    [0] none
    [one] one
   *[other] { $better }
} in the right one.
development-state-mixed = The development since { $year } is mixed: of { $all } indicators { $better } have moved in the right direction and { $worse } in the wrong one.
development-state-no-plan = No district plan has been submitted.
development-state-no-goals = The plan has no goals here.
development-state-goals = Of the plan's { $all } goals { $well ->
    [0] none is reached or on track
    [one] one is reached or on track
   *[other] { $well } are reached or on track
} and { $behind ->
    [0] none is behind
    [one] one is behind
   *[other] { $behind } are behind
}{ $unsaid ->
    [0] .
    [one] ; one cannot be assessed.
   *[other] ; { $unsaid } cannot be assessed.
}
development-state-goals-unsaid = { $all ->
    [one] The goal cannot be assessed yet.
   *[other] None of the { $all } goals can be assessed yet.
}
development-own-yardstick = The goal is measured in the partnership's own way and not by an indicator of the registry. The method cannot assess it.
development-no-indicator = The goal has no indicator of the registry.
development-no-target = The goal lacks a target value or a target date.
development-no-baseline = no baseline
development-target-none = no target value
development-value-year = { $value } ({ $year })
development-verdict-why = The figure for { $year } is { $value }; the straight line from baseline to target expects { $expected }.
development-column-indicator = Indicator
development-column-change = Development
development-column-municipality = The municipality
development-column-all = All districts
development-column-nation = The nation
development-no-figures = There are no indicators for the area yet. They come from the statistics once those have been read in.
development-no-goals-here = The plan has no goal in this area.
development-goal-number = Goal { $n }
development-goal-way = Baseline { $baseline }, now { $now }, target { $target }
development-as-table = Source and table
development-column-beside = Comparison
progress-method = Straight line from baseline to target
progress-reached = Reached
progress-on-track = On track
progress-behind = Behind
progress-not-assessable = Not assessable
progress-no-baseline = There is no baseline.
progress-no-path = The target date is not after the baseline.
progress-no-direction = The indicator takes no side, and the target equals the baseline.
progress-no-observation = No figure has come.
progress-no-later-observation = No figure has come for any year after the baseline.
progress-missing = The figure is missing.
progress-not-applicable = The figure is not applicable.
progress-suppressed = The figure may not be shown: it concerns too few persons, or protects another number.
progress-break = The series is broken between baseline and figure.
