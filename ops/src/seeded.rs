//! Changes to bytes that look random and are the same in every run: for the targets of fuzzing, where no fuzzer is.

/// One of the seeds, changed in a few places: with `pieces` that mean something, with parts of others, by bits.
pub(crate) fn change(seeds: &[Vec<u8>], pieces: &[&[u8]], random: &mut Random) -> Vec<u8> {
    let mut data = random.of(seeds).clone();
    for _ in 0..=random.below(4) {
        let from = random.below(data.len() + 1);
        let to = (from + random.below(8)).min(data.len());
        match random.below(5) {
            0 => drop(data.splice(from..from, random.of(pieces).iter().copied())),
            1 => drop(data.splice(from..to, random.of(pieces).iter().copied())),
            2 => drop(data.drain(from..to)),
            3 => {
                let other = random.of(seeds);
                let start = random.below(other.len());
                let end = (start + random.below(40)).min(other.len());
                drop(data.splice(from..to, other[start..end].iter().copied()));
            }
            _ => {
                if let Some(byte) = data.get_mut(from) {
                    *byte ^= 1 << random.below(8);
                }
            }
        }
    }
    data
}

/// Numbers that look random and are the same in every run.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// From 0, below the limit.
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % limit as u64).unwrap()
    }

    /// One of these.
    fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}
