# statistics
statistics-head = Statistics
statistics-lede = How the 38 districts develop in the four areas, beside their municipality and the nation.
statistics-ground = The parties see to it that there is a suitable statistical basis at district level, on local and national level, in relation to the goals.
statistics-pages = Pages of statistics
statistics-crumbs = Path
statistics-catalogue = Catalogue
statistics-compare = Compare
statistics-gaps = Gaps
statistics-deliveries = Deliveries
statistics-import = Deliver
statistics-synthetic = Synthetic figures
statistics-synthetic-why = They are made by a random generator and say nothing about real districts.
statistics-latest-delivery = Latest delivery: number { $number }, { $date }, by { $name }.
statistics-empty = The figures will stand here when the first file has been delivered. The deliverer of statistics hands it in, and a municipality's coordinator can deliver about its own areas.
statistics-empty-indicator = Nobody has delivered this indicator yet. When it comes, every district stands here beside municipality and nation.
statistics-area-table = Indicators of { $area }
statistics-indicator = Indicator
statistics-latest-year = Latest year
statistics-covered = Districts
statistics-all-districts = All districts
statistics-all-districts-head = All districts
statistics-nation = The nation
statistics-municipality = Municipality
statistics-district = District
statistics-place = Place
statistics-certainty = Certainty
statistics-none-yet = Nothing yet
statistics-signs = Signs: – means zero, .. withheld, . not applicable and n.a. that there is no figure.
statistics-rule = A share is shown only when the group is larger than 20 persons, more than 5 have the property and more than 5 lack it. Figures that would give away another are withheld too.
statistics-export-all = Download all as CSV
statistics-export-one = Download as CSV
statistics-export-whole = Download the whole basis
statistics-export-note = The file has the form of a delivery. In the public file what is withheld is marked with two full stops.
statistics-year = Year
statistics-group = Group
statistics-group-alla = Everyone
statistics-group-kvinnor = Women
statistics-group-man = Men
statistics-order = Order
statistics-order-value = By value
statistics-order-name = By name
statistics-show = Show
statistics-subtitle = { $unit }, { $year }. Source: { $source }
statistics-finding-nation = In { $worse } of { $shown } districts things stood worse than in the nation in { $year }
statistics-finding-reach = The districts lay between { $low } and { $high } in { $year }
statistics-finding-none = No district has a figure to show for { $year }
statistics-breaks = The figures are not comparable over all years. No comparison is made across a break.
statistics-break = From { $year }: { $why }
statistics-value = Value
statistics-interval = 95% interval
statistics-made-of = Number
statistics-x-of-n = { $x } of { $n }
statistics-change = Change from the year before
statistics-change-break = break in the series
statistics-in-municipality = The municipality's value
statistics-compare-this = Compare districts over time
statistics-gaps-count = { $n ->
    [one] One open gap
   *[other] { $n } open gaps
}
statistics-definition = How the measure is made
statistics-numerator = Numerator
statistics-denominator = Denominator
statistics-ages = Ages
statistics-source = Source
statistics-direction = Direction
statistics-better-higher = Higher is better
statistics-better-lower = Lower is better
statistics-better-neutral = Neither way is better
statistics-lag = Usual delay
statistics-months = { $n ->
    [one] One month
   *[other] { $n } months
}
statistics-version = Version of the definition
statistics-version-set = { $number } ({ $date })
statistics-compare-head = Compare districts
statistics-compare-lede = Choose up to five districts and an indicator. All districts together and the nation stand beside them.
statistics-compare-title = { $indicator }: { $districts }
statistics-compare-empty = Choose districts below, and their development is drawn with a table under it.
statistics-compare-choose = Districts
statistics-compare-do = Compare
statistics-compare-too-many = More than five lines cannot be told apart. The first five are shown.
statistics-development = The differences are development. Whether a measure has contributed cannot be read here.
statistics-deliveries-lede = Every file that has been taken in, who handed it in and what it changed.
statistics-delivery = Delivery
statistics-delivery-number = Delivery { $number }
statistics-delivery-lede = Taken in { $date } by { $name }.
statistics-delivered = Taken in
statistics-file = File
statistics-bytes = { $n } bytes
statistics-rebuilt = Made anew, without a file
statistics-rows = Rows
statistics-new = New figures
statistics-changed = Changed figures
statistics-unchanged = Unchanged
statistics-years = Years in the file
statistics-mandate = Mandate
statistics-replaced = Figures that were replaced
statistics-code = Area code
statistics-stood = Stood before
statistics-from-delivery = From delivery
statistics-stands = Stands now
statistics-becomes = Becomes
statistics-new-figure = new
statistics-status-observed = figure
statistics-status-missing = no figure
statistics-status-suppressed = withheld
statistics-status-not-applicable = not applicable
statistics-to-catalogue = To the catalogue
duty-gaps = { $n ->
    [one] See to it that a missing figure comes in
   *[other] See to it that { $n } missing figures come in
}
gap-head = Missing figures
gap-lede = A figure that ought to be there is a gap with an owner, until it comes.
gap-ground = Both parties see to it that the basis is there. Every gap therefore has a party that is to produce the figure.
gap-every = All
gap-empty = No gaps: everything that should have come has come.
gap-what = Gap
gap-title = { $indicator } for { $district } { $year } is missing
gap-open = Open since { $date }, owned by { $owner }
gap-closed = The figure came { $date }
gap-reason = Reason
gap-reason-absent = Nothing has come for any part of the district
gap-reason-partial = Some of the district's areas lack the figure, and the sum would be too low
gap-reason-withheld = The deliverer withholds the figure for one of the areas
gap-owner = Owner
gap-owner-hint = The municipality can take on the gap. The State can also take it on itself.
gap-owner-state = The State
gap-by-default = by the general rule
gap-since = Since
gap-blocks = Blocks
gap-blocks-district = the district's value and the change to and from the year
gap-blocks-all-districts = the sum of all districts
gap-blocks-follow-up = the follow-up of goals with the indicator, since it is the latest year
gap-history = What has happened
gap-history-empty = Nobody has written anything about the gap yet.
gap-event-assigned = Owner:
gap-event-comment = Comment:
gap-event-closed = Closed by delivery
gap-mend = Do something about the gap
gap-why = Why (optional)
gap-why-hint = For instance who has ordered the figure.
gap-assign = Save owner
gap-comment = Comment
gap-comment-hint = Everybody sees it.
gap-comment-do = Add comment
gap-who-can = Owners and comments are set by the municipality's coordinator, the deliverer of statistics or the desk officer at the Government Offices.
done-gap-assigned = The gap has a new owner.
done-gap-commented = The comment is saved.
fault-gap-comment = The comment is empty. Write what has happened.
fault-gap-closed = The gap is already closed: the figure has come.
fault-gap-owner = The municipality can take on the gap, but only the State can take it back or give it to another party.
import-head = Deliver statistics
import-lede = Choose a file, see what it would change and confirm. Nothing is saved until you confirm, and the whole file is taken in or nothing.
import-reach-nation = You can deliver about all areas, municipalities and the nation.
import-reach-municipality = You can deliver about your own municipality and its areas.
import-file = CSV file
import-file-hint = At most 64 megabytes. Semicolon, comma or tab between columns; letters in UTF-8, Excel's Unicode text or Windows encoding.
import-try = Try the file
import-try-hint = A large file takes a few seconds. The page comes when the whole file has been read.
import-form = What the file should look like
import-form-text = One row for each area, year, indicator and group. The columns may be named in Swedish or English and stand in any order. Numerator and denominator are whole numbers. They are written in the language of the heads: with a space between thousands in Swedish (1 234), with a comma in English (1,234).
import-column = Column
import-meaning = Content
import-col-area = The area's code as text with leading zeros: 01270001 (SAMS), NYKO0581-412, 0127 (municipality) or 00 (the nation). Called area in English.
import-col-year = Reference year with four digits. Called year in English.
import-col-indicator = The indicator's key, for instance forvarvsarbetande. Called indicator in English.
import-col-group = all, women or men. May be left out: then the row is about everyone. Called group in English.
import-col-numerator = Those with the property, or the number of events or days. Called numerator in English.
import-col-denominator = The group that the share is counted on. Called denominator in English.
import-col-status = Empty when the figure is there; else .. or suppressed, missing, or . for not applicable.
import-col-note = May be left out. “syntetisk” on rows that a generator has made; the mark stays with the figures. Called note in English.
import-tried-head = What happens if the file is taken in
import-tally = { $rows ->
    [0] { $n ->
        [one] One fault
       *[other] { $n } faults
    }
    [one] { $n ->
        [one] One fault in one row
       *[other] { $n } faults in one row
    }
   *[other] { $n } faults in { $rows } rows
}
import-faults-why = { $n ->
    [one] Mend it in the file and try it again. Nothing has been saved.
   *[other] Mend them in the file and try it again. Nothing has been saved.
}
import-row-list = { $more ->
    [0] { $list }
   *[other] { $list } and { $more } more
}
import-not-shown = { $n ->
    [one] One more fault is not shown. It is of the same kind as in row { $row }.
   *[other] { $n } more faults are not shown. They are of the same kind as in row { $row }.
}
import-faults-head = This needs to be mended
import-fault = Fault
import-remedy = What to do
import-fault-rows = Rows
import-row = Row
import-no-change = The file changes nothing: all of it is already there.
import-waits = Waiting for you to confirm
import-waits-why = The file is free of faults and stays here until you decide.
import-withdrawn = { $n ->
    [one] One figure would be replaced by a mark that it is withheld or missing. Check that this is intended.
   *[other] { $n } figures would be replaced by a mark that they are withheld or missing. Check that this is intended.
}
import-diff = Differences
import-diff-head = { $n ->
    [one] The first difference
   *[other] The first { $n } differences
}
import-confirm = Take in the file
import-give-up = Give up
import-another = Choose another file
done-import-taken = The file is taken in. The districts have been made anew.
done-import-nothing = The file changed nothing, and nothing was saved.
done-import-given-up = The file is removed. Nothing was saved.
done-import-consent = The consent is saved.
fault-import-no-file = No file is chosen. Choose a CSV file and try again.
consent-head = Consent for { $municipality } (NYKO)
consent-why = The district's areas are the municipality's own key codes. Nobody else may deliver about them until the municipality has given its consent.
consent-given = Given { $date }, { $reference }
consent-day = Day of the consent
consent-day-hint = The day the municipality decided.
consent-reference = Decision or register number
consent-reference-hint = For instance KS 2011/123.
consent-do = Save the consent
fault-consent-day = The day is missing. Fill in the day the municipality decided.
fault-consent-ahead = That day has not been yet. Fill in the day the municipality decided.
fault-consent-reference = The reference is missing. Fill in the decision's section or register number.
fault-consent-there = There is already a consent.
import-empty-file = The file is empty.
import-empty-file-remedy = Choose a file with a header row and at least one row of figures.
import-no-rows = The file has a header row but no rows.
import-no-rows-remedy = Add at least one row of figures under the header row.
import-row-width = The row has more or fewer columns than the header.
import-row-width-remedy = Check the delimiters of the row, especially after “{ $value }”.
import-quote = A quotation mark is opened but not closed, or followed by text.
import-quote-remedy = Put quotation marks on both sides of the cell, or take them away.
import-column-missing = The column { $value } is missing.
import-column-missing-remedy = The file has the columns { $hint }. Add the missing one or give it its right name.
import-column-twice = The column { $value } is there twice.
import-column-twice-remedy = Remove one of them.
import-mixed-encoding = The file mixes two encodings, and some letters are wrong.
import-mixed-encoding-remedy = Save the file anew as CSV UTF-8.
import-zero-lost = The code “{ $value }” has lost its leading zero.
import-zero-lost-remedy = Write { $hint }. Make the column text in the spreadsheet before the codes are pasted.
import-area-unknown = The area “{ $value }” is not in the programme.
import-area-unknown-remedy = Check the code against annex 2. If the row is about another area, remove it.
import-area-form = “{ $value }” does not have the form of an area code.
import-area-form-remedy = Write the code like this: { $hint }. A name will not do, since several areas may share it.
import-consent = The municipality has not consented to others delivering about “{ $value }”, which is its own key code.
import-consent-remedy = Ask the municipality's coordinator to save the consent or deliver the rows, or remove them.
import-outside-mandate = You do not deliver about “{ $value }”.
import-outside-mandate-remedy = Remove the rows. Other areas are delivered by their municipality or by the deliverer of statistics.
import-year-form = “{ $value }” is no year.
import-year-form-remedy = Write the year with four digits, for instance 2010.
import-year-outside = The year { $value } is unreasonable.
import-year-outside-remedy = Figures are received for { $hint }.
import-indicator-unknown = The indicator “{ $value }” is not in the registry.
import-indicator-unknown-remedy = Known keys: { $hint }.
import-group-unknown = The group “{ $value }” is unknown.
import-group-unknown-remedy = Write { $hint }, or leave the cell empty for everyone.
import-group-not-parted = The indicator is not parted by sex.
import-group-not-parted-remedy = Remove the rows for { $value }.
import-status-unknown = The word “{ $value }” is no known status.
import-status-unknown-remedy = Leave it empty when the figure is there; else write .. (withheld), missing or . (not applicable).
import-number-form = “{ $value }” is no number.
import-number-form-remedy = Write a whole number, or leave the cell empty and state the status.
import-number-not-whole = “{ $value }” is no whole number.
import-number-not-whole-remedy = Deliver numbers, not shares: numerator and denominator are whole, since disclosure control counts whole persons and events.
import-days-not-whole = “{ $value }” is no whole number. The numerator is a sum of days and is received in whole days, since disclosure control rests on whole counts.
import-days-not-whole-remedy = Round the area's sum to whole days. Do not deliver days per person.
import-number-ambiguous = “{ $value }” can be read in two ways, as thousands or decimals.
import-number-ambiguous-remedy = Write the number without point or comma.
import-number-too-large = The number { $value } is too large.
import-number-too-large-remedy = Check that two numbers have not been pasted together.
import-numerator-absent = The numerator is empty but the row does not say why.
import-numerator-absent-remedy = Fill in the number, or state the status: .. (withheld), missing or . (not applicable).
import-denominator-absent = The denominator is missing, and without it there is no share.
import-denominator-absent-remedy = Fill in how many the group consists of.
import-number-despite-status = The row says that there is no figure, but has one.
import-number-despite-status-remedy = Remove the numbers or the word in the status column. What is withheld must not stand in the file.
import-numerator-above = The numerator { $value } is larger than the denominator { $hint }.
import-numerator-above-remedy = Check whether the columns have been mixed up.
import-negative = The number is below zero.
import-negative-remedy = Numbers cannot be negative. Check the number at its source.
import-twice = { $value } stands twice; the first is row { $hint }.
import-twice-remedy = Keep one of the rows.
