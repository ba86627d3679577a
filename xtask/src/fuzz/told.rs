//! What libFuzzer tells of a run.

/// The figures of a run, as far as they have been told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Told {
    pub(crate) runs: u64,
    /// Inputs that each reach something that no other does.
    pub(crate) inputs: u64,
    /// Places in the code that were reached.
    pub(crate) edges: u64,
    /// Whole seconds of the slowest input.
    pub(crate) slowest: u64,
    /// Megabytes at most.
    pub(crate) memory: u64,
    pub(crate) fault: Option<String>,
}

impl Told {
    /// Takes one line of output; whether nobody else needs to see it.
    pub(crate) fn read(&mut self, line: &str) -> bool {
        if let Some(reason) = line.strip_prefix("SUMMARY: libFuzzer: ") {
            self.fault.get_or_insert_with(|| reason.to_owned());
            return false;
        }
        if let Some((name, value)) = statistic(line) {
            match name {
                "number_of_executed_units" => self.runs = value,
                "slowest_unit_time_sec" => self.slowest = value,
                "peak_rss_mb" => self.memory = value,
                _ => {}
            }
            return true;
        }
        if line.starts_with('#') {
            self.edges = after(line, "cov: ").unwrap_or(self.edges);
            self.inputs = after(line, "corp: ").unwrap_or(self.inputs);
            return !line.contains("\tINITED") && !line.contains("\tDONE");
        }
        // What it would add to the dictionary, and how it came to an input.
        line.starts_with("\"\\") || line.starts_with("###### ")
    }
}

/// `stat::peak_rss_mb: 54` -> its name and value.
fn statistic(line: &str) -> Option<(&str, u64)> {
    let (name, value) = line.strip_prefix("stat::")?.split_once(':')?;
    Some((name, value.trim().parse().ok()?))
}

/// The number that stands after a word.
fn after(line: &str, word: &str) -> Option<u64> {
    let rest = line.split_once(word)?.1;
    let end = rest.find(|c: char| !c.is_ascii_digit());
    rest.get(..end.unwrap_or(rest.len()))?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(lines: &[&str]) -> Told {
        let mut told = Told::default();
        for line in lines {
            told.read(line);
        }
        told
    }

    #[test]
    fn the_figures_of_a_run_are_read() {
        let read = told(&[
            "INFO: Seed: 20260101",
            "#462\tINITED cov: 1203 ft: 4012 corp: 301/41Kb exec/s: 0 rss: 52Mb",
            "#1024\tpulse  cov: 1300 ft: 4100 corp: 320/44Kb lim: 4096 exec/s: 512 rss: 60Mb",
            "#90210\tDONE   cov: 1411 ft: 5203 corp: 502/77Kb lim: 4096 exec/s: 2910 rss: 71Mb",
            "Done 90210 runs in 31 second(s)",
            "stat::number_of_executed_units: 90210",
            "stat::average_exec_per_sec:     2910",
            "stat::new_units_added:          402",
            "stat::slowest_unit_time_sec:    0",
            "stat::peak_rss_mb:              71",
        ]);
        let expected = Told {
            runs: 90210,
            inputs: 502,
            edges: 1411,
            slowest: 0,
            memory: 71,
            fault: None,
        };
        assert_eq!(read, expected);
    }

    #[test]
    fn the_first_fault_is_kept_and_shown() {
        let mut read = Told::default();
        assert!(!read.read("SUMMARY: libFuzzer: timeout"));
        assert!(!read.read("SUMMARY: libFuzzer: deadly signal"));
        assert_eq!(read.fault.as_deref(), Some("timeout"));
    }

    #[test]
    fn what_changes_all_the_time_is_not_shown() {
        let mut read = Told::default();
        assert!(
            read.read("#7\tNEW    cov: 12 ft: 13 corp: 2/3b lim: 4 exec/s: 0 rss: 40Mb L: 2/2")
        );
        assert!(!read.read("thread '<unnamed>' panicked at src/logic.rs:12:5:"));
        assert_eq!((read.edges, read.inputs), (12, 2));
    }
}
