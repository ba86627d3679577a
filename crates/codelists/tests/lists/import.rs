//! A table becomes a list, and every fault in it has its line.

use behov_codelists::{Column, Columns, Fault, Head, Table, import};
use behov_schema::codelist::{self, CodeList};

fn head() -> Head {
    Head {
        id: "mine".to_owned(),
        version: "1".to_owned(),
        title: [("sv".to_owned(), "Min lista".to_owned())].into(),
        source: "Vi".to_owned(),
        licence: "CC0".to_owned(),
        unofficial: Vec::new(),
    }
}

fn columns(columns: &[(&str, Column)]) -> Columns {
    let named = |(name, column): &(&str, Column)| ((*name).to_owned(), column.clone());
    Columns(columns.iter().map(named).collect())
}

fn swedish() -> Columns {
    columns(&[
        ("Kod", Column::Code),
        ("Namn", Column::Label("sv".to_owned())),
    ])
}

fn make(text: &str) -> Result<CodeList, Vec<Fault>> {
    import(
        text.as_bytes(),
        &head(),
        Some(&swedish()),
        &Table::default(),
    )
}

fn faults(text: &str) -> Vec<(String, Option<usize>)> {
    let faults = make(text).unwrap_err().into_iter();
    faults
        .map(|fault| (fault.finding.code.to_string(), fault.line))
        .collect()
}

#[test]
fn zeros_marks_and_separators_are_kept_apart() {
    let plain = "Kod;Namn\n0114;Upplands Väsby\n0301;\"Oslo; huvudstad\"\n";
    let list = make(plain).unwrap();
    assert_eq!(list.entries[0].code, "0114");
    assert_eq!(
        list.entries[1].label.exact("sv").unwrap().0,
        "Oslo; huvudstad"
    );
    assert_eq!(list.languages, ["sv"]);
    assert_eq!(codelist::read(&codelist::print(&list)).unwrap(), list);
    // With a byte order mark, as spreadsheets write it; with other line ends,
    // empty lines, blanks around cells, and another separator.
    for same in [
        format!("\u{feff}{plain}"),
        plain.replace('\n', "\r\n"),
        plain.replace("\n0301", "\n\n ; \n0301"),
        plain.replace("0114;", " 0114 ; "),
        "Namn,Kod,Annat\nUpplands Väsby,0114,\n\"Oslo; huvudstad\",0301\n".to_owned(),
        "Kod\tNamn\n0114\tUpplands Väsby\n0301\tOslo; huvudstad\n".to_owned(),
    ] {
        assert_eq!(make(&same).unwrap(), list, "{same}");
    }
}

#[test]
fn every_column_has_its_place() {
    let text = "id;opp;navn;name;også;isco;nabo;bare gruppe;gammel\n\
                7;;Håndverkere;Craft;;;;x;\n\
                71;7;Bygg;Building;snekker| tømrer |;7115|7119;72;;70\n\
                72;7;Metall;Metal;;;;0;\n";
    let all = columns(&[
        ("id", Column::Code),
        ("opp", Column::Parent),
        ("name", Column::Label("en".to_owned())),
        ("navn", Column::Label("nb".to_owned())),
        ("navn", Column::Label("nn".to_owned())),
        ("også", Column::Synonyms("nb".to_owned())),
        ("isco", Column::Maps("isco08".to_owned())),
        ("nabo", Column::Neighbours),
        ("bare gruppe", Column::Abstract),
        ("gammel", Column::Aliases),
    ]);
    let head = Head {
        title: ["en", "nb", "nn"]
            .map(|tag| (tag.to_owned(), "Mine".to_owned()))
            .into(),
        ..head()
    };
    let list = import(text.as_bytes(), &head, Some(&all), &Table::default()).unwrap();
    assert_eq!(list.languages, ["en", "nb", "nn"], "in the order asked for");
    let building = list.entry("71").unwrap();
    assert_eq!(building.parent.as_deref(), Some("7"));
    assert_eq!(building.label.exact("nn").unwrap().0, "Bygg");
    assert_eq!(building.synonyms.get("nb"), ["snekker", "tømrer"]);
    assert_eq!(building.maps.get("isco08"), ["7115", "7119"]);
    assert_eq!(building.neighbours, ["72"]);
    assert_eq!(list.meant("70").unwrap().code, "71");
    let groups = list.entries.iter().filter(|entry| entry.is_abstract);
    assert_eq!(groups.map(|e| e.code.as_str()).collect::<Vec<_>>(), ["7"]);
    // The same without the column: what has parts only groups.
    let leaves = Table {
        leaves_only: true,
        ..Table::default()
    };
    let others = columns(
        &all.0
            .iter()
            .filter(|(_, c)| *c != Column::Abstract)
            .map(|(n, c)| (n.as_str(), c.clone()))
            .collect::<Vec<_>>(),
    );
    assert_eq!(
        import(text.as_bytes(), &head, Some(&others), &leaves).unwrap(),
        list
    );
}

#[test]
fn faults_have_their_lines() {
    let one = |code: &str, line| vec![(code.to_owned(), line)];
    assert_eq!(faults(""), one("import.empty", None));
    assert_eq!(faults("Kod;Title\n1;a\n"), one("import.no_column", Some(1)));
    assert_eq!(
        faults("Kod;Namn;Namn\n1;a;b\n"),
        one("import.column_twice", Some(1))
    );
    assert_eq!(
        faults("Kod;Namn\n1;a\n2;b;c\n"),
        one("import.too_many_cells", Some(3))
    );
    assert_eq!(
        faults("Kod;Namn\n1;a\n2;\"b\n3;c\n"),
        one("import.quote", Some(3))
    );
    assert_eq!(
        faults("Kod;Namn\n1;a\n\n1;b\n"),
        one("list.duplicate_code", Some(4))
    );
    assert_eq!(
        faults("Kod;Namn\n1;\"a\nb\"\n2\n"),
        one("text.missing", Some(4))
    );
    assert_eq!(faults("Kod;Namn\n;a\n1;b\n"), one("list.code", Some(2)));
    assert_eq!(faults("Kod;Namn\n"), one("list.nothing_to_choose", None));
    let latin = b"Kod;Namn\n1;a\n2;V\xe4sby\n";
    let told = import(latin, &head(), Some(&swedish()), &Table::default()).unwrap_err();
    assert_eq!(
        (&*told[0].finding.code, told[0].line),
        ("import.encoding", Some(3))
    );
    assert!(
        told[0].to_string().starts_with("This is not UTF-8."),
        "{}",
        told[0]
    );
}

#[test]
fn columns_may_have_the_names_of_the_format() {
    let by_name = |text: &str| import(text.as_bytes(), &head(), None, &Table::default());
    let list = by_name("code,label.sv,abstract,parent\n1,A,x,\n11,B,,1\n").unwrap();
    assert!(list.entries[0].is_abstract && !list.entries[1].is_abstract);
    for (text, code) in [
        ("code,lable.sv\n1,A\n", "import.unknown_column"),
        ("label.sv\nA\n", "import.no_code"),
        ("code,parent\n1,\n", "import.no_label"),
        ("code,label.sv,abstract\n1,A,kanske\n", "import.flag"),
    ] {
        let told = by_name(text).unwrap_err();
        assert_eq!(told[0].finding.code, code, "{text}");
    }
}

#[test]
fn a_cell_of_several_lines_is_one_line() {
    let list = make("Kod;Namn\n1;\"Såg\r\n  och\thyvel\"\n2;Två  blanka\n").unwrap();
    let label = |place: usize| list.entries[place].label.exact("sv").unwrap().0;
    assert_eq!(label(0), "Såg och hyvel");
    assert_eq!(label(1), "Två  blanka", "as it is written");
    let one = vec![("list.line".to_owned(), Some(2))];
    assert_eq!(faults("Kod;Namn\n1;a\u{7}b\n"), one);
}

/// Each name is compared with every other, and told with all of them.
#[test]
fn a_table_of_countless_columns_is_told_once() {
    let names: Vec<String> = (0..20_000).map(|number| format!("c{number}")).collect();
    let text = format!("{}\n1\n", names.join(";"));
    let told = import(text.as_bytes(), &head(), None, &Table::default()).unwrap_err();
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].finding.code, "import.too_many_columns");
    assert!(
        told[0]
            .to_string()
            .starts_with("There are more than 1000 columns.")
    );
}
