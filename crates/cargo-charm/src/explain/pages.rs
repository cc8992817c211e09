//! The pages of `docs/errors`, built into the program: it explains itself where there is no network.

/// The page of a code.
pub(super) fn page(code: &str) -> Option<&'static str> {
    PAGES.iter().find(|(known, _)| *known == code).map(|(_, page)| *page)
}

macro_rules! pages {
    ($($code:literal)*) => {
        static PAGES: &[(&str, &str)] =
            &[$(($code, include_str!(concat!("../../../../docs/errors/", $code, ".md")))),*];
    };
}

// A line a family and more; a test holds it to the catalogue.
pages! {
    "OPS0001" "OPS0002" "OPS0003" "OPS0004" "OPS0005" "OPS0006" "OPS0007" "OPS0008"
    "OPS0009" "OPS0010" "OPS0011" "OPS0012" "OPS0013" "OPS0014" "OPS0015" "OPS0016"
    "OPS0017"

    "OPS0101" "OPS0102" "OPS0103" "OPS0104" "OPS0105" "OPS0106" "OPS0107" "OPS0108"
    "OPS0109" "OPS0110" "OPS0111" "OPS0112" "OPS0113" "OPS0114" "OPS0115" "OPS0116"
    "OPS0117" "OPS0118" "OPS0119" "OPS0120" "OPS0121" "OPS0122" "OPS0123" "OPS0124"
    "OPS0125" "OPS0126" "OPS0127" "OPS0128" "OPS0130" "OPS0131" "OPS0132" "OPS0133"
    "OPS0134" "OPS0135" "OPS0136" "OPS0137" "OPS0138"

    "OPS0201" "OPS0202" "OPS0203" "OPS0204" "OPS0205" "OPS0206" "OPS0207" "OPS0208"
    "OPS0209" "OPS0210"

    "OPS0301" "OPS0302" "OPS0303" "OPS0304" "OPS0305" "OPS0306" "OPS0307" "OPS0308"
    "OPS0309" "OPS0310" "OPS0311"

    "OPS0401" "OPS0402" "OPS0403" "OPS0404" "OPS0405" "OPS0406" "OPS0407" "OPS0408" "OPS0409"

    "OPS0501" "OPS0502" "OPS0503" "OPS0504" "OPS0505" "OPS0506"

    "OPS0601" "OPS0602" "OPS0603"
}

#[cfg(test)]
mod tests {
    use ops_metadata::CATALOGUE;

    use super::PAGES;

    #[test]
    fn every_code_has_its_page_in_the_program() {
        let codes: Vec<&str> = CATALOGUE.iter().map(|entry| entry.code.as_str()).collect();
        let pages: Vec<&str> = PAGES.iter().map(|(code, _)| *code).collect();
        assert_eq!(pages, codes);
    }
}
