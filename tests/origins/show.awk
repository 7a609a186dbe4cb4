# Reads how the cases ended, then the sentences.

function end_sentence() {
    if (sentence != "" && cases == 0) {
        print "         not shown by any case"
        bad++
    }
}

part == 1 {
    how = $1
    sub(/^[a-z]+ /, "")
    # One that ran twice has to pass twice.
    if (ended[$0] != "failed") ended[$0] = how
    next
}

/^#/ || /^$/ { next }

/^[A-Z][0-9]+ / {
    end_sentence()
    sentence = $0
    sentences++
    cases = 0
    print
    next
}

/^    instead: ./ {
    print "    " $0
    next
}

/^    case: ./ {
    sub(/^    case: /, "")
    how = $0 in ended ? ended[$0] : "did not run"
    print "         " how ": " $0
    cases++
    all_cases++
    if (how != "passed") bad++
    next
}

{
    print "cannot read line " FNR " of the sentences: " $0
    bad++
}

END {
    end_sentence()
    print sentences + 0 " sentences, " all_cases + 0 " cases, " bad + 0 " not shown"
    exit bad + 0 > 0 || sentences + 0 == 0
}
