# Cooperation agreements.
cooperation-ground = § 5: The municipality shall conclude cooperation agreements with state authorities and other parties in the local partnership.
cooperation-ground-parties = § 5: The municipality shall conclude agreements with parties in the partnership. It may also conclude agreements with those who choose to support it.
cooperation-ground-rests = § 5: The cooperation agreements shall start from the strategic district plan or plans.
cooperation-ground-revise = § 5: The agreements shall be revised when needed and then reported to the Government Offices (Ministry of Employment).
cooperation-ground-done = § 6: The municipality shall report how cooperation in the partnership proceeds and what has come of it.
cooperation-list-title = Cooperation agreements
cooperation-list-title-of = Cooperation agreements in { $municipality }
cooperation-list-lede = Who promises what, by when, and for which goal of the district's plan.
cooperation-list-in-force = { $n ->
    [0] None is in force yet.
    [one] One is in force.
   *[other] { $n } are in force.
}
cooperation-list-empty = The agreements will stand here: the parties, the goals they start from and what each has promised.
cooperation-list-empty-who = The municipality's coordinator writes them with the partnership. They become public when every party has signed.
cooperation-to-partnership = The partnership in { $municipality }
cooperation-new-do = New agreement
cooperation-new-title = New agreement
cooperation-new-lede = Begin with a name. Parties, goals and commitments come afterwards, in whatever order suits.
cooperation-agreement = Agreement
cooperation-parties = Parties
cooperation-rests-on = Rests on the plan for
cooperation-state = State
cooperation-since = since { $date }
cooperation-supported-by = Supported by { $names }
cooperation-not-laid = Not laid before the parties yet
cooperation-reviews-open = { $n ->
    [one] one review waits
   *[other] { $n } reviews wait
}
cooperation-state-draft = Draft
cooperation-state-signing = Waits for signatures
cooperation-state-in-force = In force
cooperation-state-revising = In force, new version being written
cooperation-state-revision-signing = In force, new version waits for signatures
cooperation-state-ended = Ended
cooperation-tie-municipality = municipality
cooperation-tie-assignment = member by the Government's assignment
cooperation-tie-choice = member by choice
cooperation-tie-supporter = supports the partnership, is not part of it
cooperation-progress-done = done
cooperation-progress-late = late
cooperation-progress-ahead = ahead
cooperation-resource = { $kind }: { $amounts }
cooperation-for-goal = Commitments for the goal
cooperation-goal-not-in-force = does not stand in the plan in force
cooperation-for-goal-empty = No agreement in force rests on the goal yet. When one does, its commitments stand here: who, what, by when and with which resources.
cooperation-for-goal-empty-who = The municipality's coordinator takes the goal up in an agreement with the parties of the partnership.
cooperation-for-goal-all = The municipality's agreements
cooperation-document-lede = Cooperation agreement in { $municipality }
cooperation-concluded-line = Version { $n }, signed by every party { $date }.
cooperation-replaced = Replaced
cooperation-recalled-word = Taken back
cooperation-recalled-line = Version { $n } was taken back { $date }.
cooperation-laid-line = Version { $n }, laid before the parties by { $who }, { $date }.
cooperation-unsigned = { $n ->
    [one] One signature is missing
   *[other] { $n } signatures are missing
}
cooperation-draft-line = Only the municipality's own people and the parties named see the draft.
cooperation-ended-line = The agreement ended { $date }.
cooperation-review-notice = { $n ->
    [one] A goal that the agreement rests on reads otherwise in a new version of the district plan.
   *[other] { $n } goals that the agreement rests on read otherwise in a new version of the district plan.
}
cooperation-review-since = Flagged { $date }.
cooperation-review-look = See what has changed
cooperation-waiting-notice = The text is laid before the parties and binds nobody until all have signed.
cooperation-revision-waits = A new version waits for signatures. This one is in force until all have signed.
cooperation-report-notice = The revision is to be reported to the Government Offices.
cooperation-report-do = Report to the Government Offices
cooperation-report-may = Report to the Government Offices all the same
cooperation-reported-word = Reported
cooperation-read-draft = Read what is being written
cooperation-end-link = End
cooperation-print = Print
cooperation-text-empty = Nothing is written here yet.
cooperation-goals-and-commitments = Goals and commitments
cooperation-goals-empty = No goal has been chosen yet.
cooperation-goal-heading = { $district }, goal { $n }
cooperation-in-plan = in version { $n } of the plan
cooperation-goal-unserved = No commitment for this goal.
cooperation-loose = Commitments without a goal
cooperation-outcome-word = Outcome
cooperation-done-line = Done { $date }, noted by { $who }.
cooperation-carry-out-do = Note as done
cooperation-commitment-number = Commitment { $n }
cooperation-signatures = Signatures
cooperation-signatures-later = The signatures will stand here once the text has been laid before the parties and signed on paper.
cooperation-not-signed = not signed
cooperation-signed-word = signed
cooperation-sign-where = Place and day
cooperation-sign-who = Signed by
cooperation-sign-registered = Registered by
cooperation-reviews = Reviews
cooperation-review-line = { $n ->
    [one] One goal changed in the plan
   *[other] { $n } goals changed in the plan
}
cooperation-review-open = waits for an answer
cooperation-write-state-draft = The agreement is a draft. The municipality's own people and the parties named see it.
cooperation-write-state-revising = A new version is being written. The signed one is in force until all have signed the new one.
cooperation-write-state-signing = The text waits for signatures.
cooperation-write-state-revision-signing = The new version waits for signatures.
cooperation-write-state-in-force = The agreement is in force.
cooperation-write-state-ended = The agreement has ended.
cooperation-cannot-write = The coordinator in { $municipality } writes. You can read the draft.
cooperation-closed = The text is laid before the parties and cannot be changed. Take it back or open a new version.
cooperation-read = Read the agreement
cooperation-part-om = What it is about
cooperation-part-parter = Parties
cooperation-part-mal = Goals
cooperation-part-ataganden = Commitments
cooperation-part-granska = Check and lay before the parties
cooperation-part-lede-om = Name, purpose, period and how the parties follow up what they have promised.
cooperation-part-lede-parter = Choose among those who are part of the partnership, and those who support it.
cooperation-part-lede-mal = Choose the goals the agreement starts from. They stand in the districts' plans in force.
cooperation-signed-link = Read signed version { $n }
cooperation-commitments-empty = The commitments will stand here: who does what, by when, for which goal and with which resources.
cooperation-withdrawn = withdrawn
cooperation-withdrawn-because = The commitment is withdrawn: { $reason }
cooperation-commitment-add = New commitment
cooperation-commitment-new-lede = Begin with who and what. Goal, day and resources come on the next page.
cooperation-commitment-lede = Everything is saved as you write. What is missing for signature stands in the review.
cooperation-commitment-withdraw = Withdraw the commitment
cooperation-commitment-restore = Take the commitment back
cooperation-withdraw-hint = The commitment is kept and can be taken back.
cooperation-lay-down-link = Lay down or end the agreement
cooperation-review-clean = Nothing keeps the text from being laid before the parties
cooperation-review-binding = { $n ->
    [one] one thing keeps the text from being laid before the parties
   *[other] { $n } things keep the text from being laid before the parties
}
cooperation-review-remarks = { $n ->
    [one] One remark that does not block
   *[other] { $n } remarks that do not block
}
cooperation-field-title = Name
cooperation-title-hint = What the agreement is about. For example A joint entrance for young people in Alby.
cooperation-field-purpose = Purpose
cooperation-purpose-hint = What are the parties to bring about together that none of them can alone?
cooperation-field-period = Period
cooperation-field-from = First day
cooperation-field-to = Last day
cooperation-to-hint = Every commitment is to be done by that day.
cooperation-field-follow-up = Follow-up
cooperation-follow-up-hint = When and how do the parties go through what they have promised?
cooperation-field-party = Party
cooperation-party-hint = Among the parties of the agreement. Is somebody missing? Add the party first.
cooperation-party-gone = No longer a party
cooperation-field-text = Commitment
cooperation-text-hint = What the party does, so that it can be seen whether it is done.
cooperation-field-goal = Goal
cooperation-goal-hint = The one of the agreement's goals that the commitment serves.
cooperation-goal-option = { $district }, goal { $n }: { $goal }
cooperation-goal-option-gone = The goal is not chosen or does not stand in a plan in force
cooperation-field-due = By
cooperation-due-hint = Within the period of the agreement.
cooperation-field-responsible = Function in charge
cooperation-responsible-hint = The function, not the person's name.
cooperation-field-resources = Resources
cooperation-resources-hint = Keep ordinary resources apart from those moved or added. Hours or SEK, whichever you know.
cooperation-back = Back to the agreement
cooperation-always-party = is always a party
cooperation-choose-parties = Other parties
cooperation-has-left = is no longer with the partnership
cooperation-parties-empty = The partnership has no members yet. Once the municipality has registered them they can be chosen here.
cooperation-parties-read = Those you choose and save can read the draft if they have an account here.
cooperation-no-plans = No district of the municipality has a plan yet. An agreement starts from a plan's goals, so the plan comes first.
cooperation-goals-gone = Chosen goals that no longer stand in a plan in force
cooperation-plan-of = The plan for { $district }
cooperation-check-lede = Read { $title } through a last time. When it is laid before the parties the text is frozen with the goals as they read now.
cooperation-lay-head = Lay before the parties for signature
cooperation-lay-what = The parties read the text and sign on paper. You register the signatures here. When all are there the agreement is in force and becomes public.
cooperation-lay-do = Lay before the parties
cooperation-signatures-lede = The agreement is in force from the day the last party has signed.
cooperation-all-signed = Everybody has signed. It is in force since { $date }.
cooperation-read-what-is-signed = Read what is signed
cooperation-sign-head = Register a signature
cooperation-sign-why = Copy what stands on the paper. The paper is kept by the municipality.
cooperation-sign-place = Place
cooperation-sign-on = Day
cooperation-sign-on-hint = The day that stands on the paper.
cooperation-sign-office = Who signed
cooperation-sign-office-hint = Office, as on the paper. The name is not needed here.
cooperation-sign-do = Register the signature
cooperation-sign-cannot = Signatures are registered by the party itself, or by the coordinator or the board's secretary in { $municipality }.
cooperation-recall-head = Take the text back
cooperation-recall-why = If somebody will not sign the text as it reads, it is taken back and rewritten. It then comes as a new version. The one taken back stays with its signatures.
cooperation-recall-do = Take the text back
cooperation-versions-lede = Every version stays as it was laid before the parties.
cooperation-versions-empty = No version has been laid before the parties yet.
cooperation-version-concluded = signed by all { $date }.
cooperation-version-recalled = was taken back { $date }.
cooperation-version-laid = laid before the parties { $date }, waits for signatures.
cooperation-compare-none = No difference.
cooperation-revise-why = The signed version is in force until all have signed the new one. Then the revision is reported to the Government Offices.
cooperation-revise-hint = For example: the goal in the district plan has been raised.
cooperation-revise-who = A new version is opened by the coordinator in { $municipality } once the latest one is signed by all.
cooperation-end-head = End the agreement
cooperation-end-why = What has been signed stays to be read. A draft that was never signed is laid down and not shown to others.
cooperation-end-do = End the agreement
cooperation-review-title = Review of the agreement
cooperation-review-agreement = Agreement
cooperation-review-plan = New version of the plan
cooperation-review-what = This has changed
cooperation-review-what-hint = Struck out stands in the agreement, marked stands in the new plan.
cooperation-review-promised = Commitments for the goal
cooperation-review-instead = Goals in the same area in the new plan
cooperation-review-differs = This is how the new goal differs from the old:
cooperation-review-answer = Answer
cooperation-review-question = Does the agreement need to be revised?
cooperation-outcome-revise = Yes, revise
cooperation-outcome-no-need = No, there is no need
cooperation-outcome-revise-hint = A new version is opened.
cooperation-outcome-revise-open = The version being written now answers the change.
cooperation-outcome-revise-signing = The text is taken back and rewritten.
cooperation-outcome-no-need-hint = The agreement stands as it is.
cooperation-outcome-said-revise = To be revised
cooperation-outcome-said-no-need = Needs no revision
cooperation-answered-line = Answered by { $who }, { $date }.
cooperation-review-reason = Reason
cooperation-review-reason-hint = Write why, so that the parties and the State can follow the judgement.
cooperation-review-do = Save the answer
cooperation-review-who = The coordinator in { $municipality } answers, after hearing the parties.
cooperation-report-title = Report to the Government Offices
cooperation-report-lede = { $title } is revised and signed by every party. The revision is now to be reported.
cooperation-report-lede-first = { $title } is signed by every party. It is to be reported once it has been revised, but you may report it now.
cooperation-report-what = Reported
cooperation-report-changes = Changes
cooperation-report-counts = { $goals } goals, { $commitments } commitments, { $parties } parties
cooperation-report-note = Comment on the report
cooperation-report-note-hint = Optional. For example why the revision was made.
cooperation-already-reported = Reported { $date } by { $who }.
cooperation-receipt-lede = Reported by { $who }, { $at }.
cooperation-done-title = Commitment done
cooperation-done-on = Day
cooperation-done-note = What came of it?
cooperation-done-note-hint = A sentence about what was done. It stands in the agreement and helps those who write the report.
done-cooperation-opened = The agreement is opened. It is saved as you write.
done-cooperation-saved = Saved.
done-cooperation-commitment-added = The commitment is added. Fill in the rest here.
done-cooperation-commitment-withdrawn = The commitment is withdrawn. It is kept and can be taken back.
done-cooperation-commitment-restored = The commitment is back.
done-cooperation-carried-out = The commitment is noted as done.
done-cooperation-laid = The text is laid before the parties.
done-cooperation-signed = The signature is registered.
done-cooperation-concluded = The last signature is registered. The agreement is in force.
done-cooperation-recalled = The text is taken back. Rewrite it and lay it before the parties anew.
done-cooperation-revising = A new version is opened.
done-cooperation-ended = The agreement has ended.
done-cooperation-review-revise = The answer is saved. Write the new version here.
done-cooperation-review-no-need = The answer is saved. The agreement stands as it is.
done-cooperation-reported = The revision is reported.
fault-cooperation-title = Give the agreement a name.
fault-cooperation-purpose = Write the purpose.
fault-cooperation-from = Say the agreement's first day.
fault-cooperation-to = Say the agreement's last day.
fault-cooperation-period = The last day lies before the first.
fault-cooperation-past = The last day has passed already.
fault-cooperation-alone = Choose at least one party beside the municipality.
fault-cooperation-stranger = { $name } is no longer with the partnership. Take the party out or register it anew.
fault-cooperation-no-goals = Choose at least one goal of a district plan in force.
fault-cooperation-goal-gone = The goal “{ $goal }” no longer stands in any plan in force. Choose another.
fault-cooperation-no-commitments = Write at least one commitment.
fault-cooperation-not-open = The text is laid before the parties or signed and cannot be changed. Take it back or open a new version.
fault-cooperation-not-signing = No text waits for signatures.
fault-cooperation-recall-reason = Write why the text is taken back.
fault-cooperation-revision-reason = Write the reason for the new version.
fault-cooperation-nothing-to-revise = There is no signed version to revise, or a new one is open already.
fault-cooperation-end-reason = Write why the agreement ends.
fault-cooperation-ended = The agreement has ended already.
fault-cooperation-not-concluded = No version is signed by all, so there is nothing to report.
fault-cooperation-reported = The version has been reported already.
fault-cooperation-outcome = Choose whether the agreement is to be revised or not.
fault-cooperation-review-reason = Write the reason for the judgement.
fault-cooperation-review-answered = The review has been answered already.
fault-cooperation-signature-party = Choose one of the agreement's parties.
fault-cooperation-signature-given = The party has signed already.
fault-cooperation-signature-place = Say the place that stands on the paper.
fault-cooperation-signature-day = Say the day that stands on the paper.
fault-cooperation-signature-future = The day lies ahead.
fault-cooperation-signature-early = The day lies before the text was laid before the parties.
fault-cooperation-signature-office = Say who signed, by office.
fault-commitment-party = Commitment { $number }: choose who promises.
fault-commitment-party-unknown = Commitment { $number }: the one who promises is no party of the agreement.
fault-commitment-text = Commitment { $number }: write what is promised.
fault-commitment-goal = Commitment { $number }: choose the goal it serves.
fault-commitment-goal-unknown = Commitment { $number }: the goal is not one of the agreement's.
fault-commitment-due = Commitment { $number }: say by when.
fault-commitment-outside = Commitment { $number }: the day lies outside the agreement's period.
fault-commitment-withdraw-reason = Write why the commitment is withdrawn.
fault-commitment-done-day = Say the day it was done.
fault-commitment-done-future = The day lies ahead.
fault-commitment-done-note = Write a sentence about what came of it.
fault-commitment-done-given = The commitment has been noted as done already.
fault-commitment-new-party = Choose who promises.
fault-commitment-new-text = Write what is promised.
remark-cooperation-follow-up = Nothing says how the parties follow up what they have promised.
remark-cooperation-only-supporters = Every party but the municipality only supports the partnership. That is allowed, but it is with those who are part of it that the municipality shall conclude agreements.
remark-cooperation-idle = { $name } promises nothing.
remark-cooperation-unserved = { $n ->
    [one] One of the goals has no commitment.
   *[other] { $n } of the goals have no commitment.
}
remark-commitment-responsible = Commitment { $number }: no function in charge is named.
remark-commitment-resources = Commitment { $number }: no resources are stated.
duty-cooperation-make = Conclude cooperation agreements with authorities in the partnership in { $municipality }
duty-cooperation-collect = { $n ->
    [one] Collect a signature missing on { $title }
   *[other] Collect { $n } signatures missing on { $title }
}
duty-cooperation-sign = Sign { $title }, { $municipality }
duty-cooperation-review = Review { $title }: { $n ->
    [one] a goal has changed in the district plan
   *[other] { $n } goals have changed in the district plan
}
duty-cooperation-report = Report the revision of { $title } (version { $n }) to the Government Offices
duty-cooperation-commitment = { $words } ({ $title })
