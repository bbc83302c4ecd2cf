# Start page
home-title = Local development agreements 2011
home-lede = The State and the municipalities agree on work, education, safety and growth in 38 city districts during { $period }. Here everyone can follow what has been agreed, planned and achieved.
home-count-agreements = { $n } of { $all } municipalities have an agreement in force
home-count-plans = { $n } of { $all } have been submitted, last day { $due }
home-count-reports = { $n } of { $all } have been submitted, last day { $due }
home-who-owes = Who is to do what, and when?
home-map = The districts on the map
home-map-key = Each tile is a district, roughly where it lies. The three signs are agreement, district plan and report:
home-key-done = done
home-key-part = under way
home-key-open = remaining
home-step-agreement-done = the agreement is in force
home-step-agreement-part = the agreement is under way
home-step-agreement-open = no agreement yet
home-step-plan-done = the plan has been submitted
home-step-plan-open = the plan has not been submitted
home-step-report-done = the report has been submitted
home-step-report-open = the report has not been submitted
home-list = Municipality by municipality
home-plan = District plan
home-plans = Plans submitted
home-plans-of = { $n } of { $all }
home-report = Report
home-none-yet = not yet
home-districts = Districts
home-municipality = Municipality
home-agreement = Agreement
home-filter = Show only rows with
home-agreement-none = No agreement yet
home-agreement-offered = Offered
home-agreement-deliberation = Deliberation
home-agreement-draft = Deliberation
home-agreement-agreed = Awaiting approval
home-agreement-approving = Awaiting approval
home-agreement-approved = Awaiting signature
home-agreement-signing = Awaiting signature
home-agreement-signed = Signed
home-agreement-in-force = In force
home-agreement-board-approved = Approved by the board, not yet by the State
home-agreement-state-approved = Approved by the State, not yet by the board
home-agreement-superseded = Superseded
home-agreement-expired = Expired
home-agreement-broken-off = Deliberation broken off
home-agreement-ended = Ended
home-agreement-declined = Declined
home-latest = Latest submitted
home-latest-empty = Plans and reports stand here when the municipalities have submitted them: the report by 1 December, the plan by 31 December.
home-latest-plan = District plan for { $district }
home-latest-report = Report from { $municipality }
home-find = Find
home-find-programme = The Government’s decision: what is to be done, by whom
home-find-statistics = Statistics of the districts
home-find-compilation = The national compilation
home-find-help = How it works, step by step
# Search
search-title = Search
search-what = What are you looking for?
search-hint = District, municipality, area code, organisation, register number, indicator or words of a local goal.
search-hits = { $n ->
    [one] One hit
   *[other] { $n } hits
}
search-empty = Nothing found. Try fewer letters, or another name: a district may have more names than one.
search-district = District
search-municipality = Municipality
search-goal = Local goal
search-cooperation = Cooperation agreement
search-indicator = Indicator
search-evaluation = Evaluation
search-organisation = Organisation
search-register = Register
search-page = Page
search-agreement = Agreement
search-report = Report
search-plan = District plan
search-agreement-title = Local development agreement for { $municipality }
search-report-title = Report { $year }, { $municipality }
search-more = { $n ->
    [one] One more hit is not shown. Write more words.
   *[other] { $n } more hits are not shown. Write more words.
}
search-page-duties-mine = My duties
search-page-duties-all = Everybody's duties
search-page-programme = The programme and the decision
search-page-agreements = Agreements
search-page-partnerships = Partnerships
search-page-plans = District plans
search-page-cooperation = Cooperation agreements
search-page-statistics = Statistics
search-page-reports = Reports
search-page-evaluations = Evaluations
search-page-register = Register
search-page-help = Help
search-page-journal = Journal
# Journal
journal-title = Journal
journal-lede = Every change in the program: who, when, what and on what mandate. The rows are linked, so a row that is altered or removed afterwards breaks the chain and shows.
journal-of-object = Only rows about { $object }.
journal-whole = Show the whole journal
journal-verify = Verify the whole chain
journal-chain-whole = The chain is whole: { $n } rows.
journal-chain-broken = The chain is broken at row { $seq }. Keep the database as it is and compare it with the latest backup.
journal-seq = Row
journal-at = When
journal-actor = Who
journal-act = What
journal-object = About
journal-mandate = Mandate
journal-detail = Content
journal-show = Show
journal-older = Older rows
# My duties
mine-title = My duties
mine-lede = { $n ->
    [one] One duty awaits you.
   *[other] { $n } duties await you. The nearest comes first.
}
mine-nothing-next = Nothing awaits you right now.
mine-you-are = You are here as
mine-next = Your turn
mine-next-empty = When something is to be done by you it stands here, with its last day and its ground.
mine-waiting = Awaiting others
mine-waiting-lede = These are your organisation’s duties, but somebody else’s turn.
mine-done = Done
mine-done-count = { $n ->
    [one] One duty done
   *[other] { $n } duties done
}
mine-everybodys = Everybody’s duties, the State’s too
all-duties-title = Who is to do what
all-duties-lede = The agreement binds both parties. Here the duties of the State and the municipalities stand side by side, with last day and ground.
all-duties-state = The State’s duties
all-duties-state-empty = The State has nothing undone right now.
all-duties-overdue = Overdue
all-duties-coming = The duties of municipalities and others
all-duties-coming-empty = Nobody has anything undone right now.
duty-owner = Who
duty-owner-state = The State
duty-what = What
duty-due = By
duty-ground = Ground
duty-standing = Standing
duty-no-day = No fixed day
duty-overdue = { $n ->
    [one] One day overdue
   *[other] { $n } days overdue
}
duty-today = Today
duty-days-left = { $n ->
    [one] One day left
   *[other] { $n } days left
}
duty-done = Done { $date }
duty-done-late = Done late, { $date }
duty-awaited-today = Awaited since today
duty-awaited = { $n ->
    [one] Awaited since yesterday
   *[other] Awaited for { $n } days
}
duty-open = Can be done now
duty-waits = Waiting
# The demo’s people
demo-try-coordinator = Write the plan of Alby and the report due on 1 December
demo-try-certifier = Certify a report that somebody else has written
demo-try-secretary = Register the board’s decision and signature
demo-try-officer = See all 38 districts, ask for more, compile
demo-try-signatory = Approve and sign for the State
demo-try-deliberation = A deliberation with a material deviation without a reason
demo-try-board = An agreement approved by the State but not by the board
demo-try-agency = Read the plan and the partnership, and accept a goal
demo-try-partner = See the partnership the company is in
demo-try-statistician = Read in a delivery, first as a trial
demo-try-evaluator = Read what the evaluations found, and register a question of your own
demo-try-administrator = Read the journal and verify its chain
# Help
help-title = How it works
help-lede = From the Government’s offer to the national compilation, in eleven steps. The margin says where in the decision or the agreement the step has its ground.
help-go = Go there
help-step-programme = The programme
help-how-programme = The Government’s decision is read in as it stands: the period, the duties, the agreement template and the 38 districts with their area codes. What is unclear in the decision is never corrected in silence. It is shown as a finding, and the desk officer settles each with a reason.
help-step-offer = The offer
help-how-offer = The State offers each municipality an agreement. The dispatch list shows when it was sent, and the municipality confirms receipt and answers.
help-step-deliberation = The deliberation
help-how-deliberation = Municipality and State propose wording clause by clause. The agreement is set beside the template and every deviation marked: filled in, editorial or material. A material one needs a reason before the State can approve.
help-step-approval = Two approvals
help-how-approval = The municipal board decides in its own order, and the Government or its delegate in theirs. Neither can do the other’s part. The agreement is in force only when both have approved and signed.
help-step-partnership = The partnership
help-how-partnership = The municipality forms a local partnership. Each member shows how it joined: by assignment, by choice or as a supporter, from what day and with what mandate.
help-step-plan = The district plan
help-how-plan = One plan for each district, with goals for work, education, safety and growth. The review says what must be there before the plan can be submitted and asks about the rest. The plan is due on 31 December.
help-step-cooperation = Cooperation agreements
help-how-cooperation = The municipality, the authorities and the other parties of the partnership promise each other who does what, by when, and for which goal of the plan. The agreement is in force when everybody has signed. When the goal changes in the plan it is flagged: the parties revise it or write why there is no need, and a revision is reported to the Government Offices.
help-step-statistics = The statistics
help-how-statistics = Read in a file. First you see what would change and every fault at once; nothing is saved until you say so. Small numbers are not shown, and a gap always has an owner.
help-step-followup = The follow-up
help-how-followup = The district’s page shows the four areas: value, change, comparison with the municipality and the nation, and progress towards the goals.
help-step-report = The report
help-how-report = Most of it is written when you open it: figures and the state of the plan are fetched. The municipality writes about the development, how cooperation proceeds and what it gave. Somebody other than the writer certifies. It is due on 1 December.
help-step-compilation = The compilation
help-how-compilation = The State sees all 38 districts, also those that have not reported. The municipalities’ own words are kept, and every figure leads to its report.
help-step-evaluation = Evaluation
help-how-evaluation = The question, the indicator and the comparison are registered before anything is computed. The page says first what the method can detect, then what it found, and last one of four words. Evaluations made by others can be brought in, also those that found nothing.
help-step-duties = My duties
help-how-duties = After sign-in each person sees what is next, by when and why. The State’s duties stand in the same way as the municipalities’.
glossary-title = Glossary
glossary-lede = What the words mean here. The same thing always has the same name.
word-agreement = Local development agreement
meaning-agreement = Agreement between the State and a municipality on development work in one or more districts. In force when both have approved and signed (§ 8).
word-amendment = Amendment
meaning-amendment = A new version of an agreement in force. The old one stands until both parties have approved the new, and can be read afterwards.
word-baseline = Baseline
meaning-baseline = The value a goal is counted from, with its year.
word-board = The municipal board’s decision
meaning-board = Decision under § 8. It can be appealed for three weeks from the notice that the minutes are adjusted; then it has legal force.
word-break = Break in a series
meaning-break = A year when the definition or the source changed so that the years before and after cannot be compared. The program counts no change across a break.
word-compilation = Compilation
meaning-compilation = The State’s account of the development in all districts (§ 6). A frozen edition does not change.
word-cooperation = Cooperation agreement
meaning-cooperation = Written promises between the municipality, authorities and other parties, resting on the district plan (§ 5).
word-deviation = Deviation
meaning-deviation = Where the agreement differs from the template: filled in (place-holder), editorial (spelling and form) or material (content).
word-district = District
meaning-district = One of the 38 areas of the decision’s annex 2, given by its area codes and not by its name.
word-evaluation = Evaluation
meaning-evaluation = A test of whether measures have contributed to a goal (§ 7), with a comparison and an uncertainty. Without one the program says development, not effect.
word-missing = Missing
meaning-missing = Nobody has supplied the figure. It is not zero.
word-partnership = Local partnership
meaning-partnership = Cooperation between the municipality, state authorities and others to carry out the work within ordinary resources (§ 3).
word-plan = Strategic district plan
meaning-plan = The partnership’s governing document for a district, with goals that can be followed up in four areas (§ 4).
word-report = Report
meaning-report = The municipality’s yearly report to the Government Offices: the development, the cooperation and its results (§ 6).
word-suppressed = Not shown
meaning-suppressed = The group is so small that the figure could reveal a person. A share is shown only where more than 20 are in the group and more than 5 have, and more than 5 lack, the property.
accessibility-title = Accessibility
accessibility-lede = The site is to be usable by everyone: with keyboard, screen reader, magnification, without script and in dark mode.
accessibility-ground = Act (2018:1937) on accessibility of digital public service, WCAG 2.1 level AA.
accessibility-tested-head = What has been tried
accessibility-tested = Every page in the browser journeys is examined automatically with axe at desktop width, phone width and in dark mode. Charts always have a table with the same figures. Documents are tagged PDF.
accessibility-not-head = What has not been tried
accessibility-not = No examination has been made by people with screen readers, and the PDF files have not been tried by an independent PDF/UA validator.
accessibility-say-head = Tell us
accessibility-say = Does something not work for you? Contact whoever runs the site. If you are not satisfied with the answer you can report it to the Agency for Digital Government.
