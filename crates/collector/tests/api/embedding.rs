//! What pages of other hosts may do, and how files are served.

use std::fs;
use std::path::Path;

use behov_collector::Config;

use crate::app::{TestApp, good, offer};
use crate::client::Answer;

const IMMUTABLE: &str = "public, max-age=31536000, immutable";

fn origin(app: &TestApp, origin: &str) -> Answer {
    let headers = [("content-type", "application/json"), ("origin", origin)];
    app.client.post(good().to_string(), &headers)
}

#[test]
fn pages_of_allowed_origins_may_send() {
    let app = TestApp::with(|config, _| {
        config.allow_origins = vec!["https://www.example.org/".parse().unwrap()];
    });
    assert_eq!(origin(&app, "https://www.example.org").status, 201);
    assert_eq!(
        origin(&app, &format!("http://{}", app.client.address)).status,
        201,
        "our own"
    );
    assert_eq!(app.rows(), 2);
    for stranger in [
        "https://example.org",
        "http://www.example.org",
        "https://www.example.org.evil.example",
        "null",
    ] {
        let answer = origin(&app, stranger);
        assert!(answer.problem(403).is_empty());
        assert_eq!(
            answer.header("access-control-allow-origin"),
            "*",
            "the page can read why"
        );
        let detail = answer.json()["detail"].to_string();
        assert!(detail.contains("--allow-origin"), "{detail}");
    }
    assert_eq!(app.rows(), 2);
}

#[test]
fn any_origin_when_the_operator_says_so() {
    let app = TestApp::with(|config, _| config.allow_origins = vec!["*".parse().unwrap()]);
    assert_eq!(origin(&app, "https://anywhere.example").status, 201);
}

#[test]
fn the_preflight_names_method_and_headers() {
    let app = TestApp::start();
    let headers = [
        ("origin", "https://www.example.org"),
        ("access-control-request-method", "POST"),
        (
            "access-control-request-headers",
            "content-type,idempotency-key",
        ),
    ];
    let answer = app
        .client
        .send("OPTIONS", "/api/v1/submissions", &headers, Vec::new());
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    assert_eq!(
        answer.header("access-control-allow-methods"),
        "GET,POST,DELETE"
    );
    assert_eq!(
        answer.header("access-control-allow-headers"),
        "authorization,content-type,idempotency-key,behov-work"
    );
}

#[test]
fn refusals_are_readable_across_origins() {
    let app = TestApp::with(|config, _| {
        config.allow_origins = vec!["https://www.example.org".parse().unwrap()];
        config.body_limit = 1000;
    });
    let post = |body: String, media_type: &str| {
        let headers = [
            ("content-type", media_type),
            ("origin", "https://www.example.org"),
        ];
        app.client.post(body, &headers)
    };
    for (answer, status) in [
        (post("{".into(), "application/json"), 400),
        (post(" ".repeat(2000), "application/json"), 413),
        (post("{}".into(), "text/html"), 415),
        (post("{}".into(), "application/json"), 422),
        (
            app.client
                .send("PUT", "/api/v1/submissions", &[], Vec::new()),
            405,
        ),
    ] {
        answer.problem(status);
        assert_eq!(
            answer.header("access-control-allow-origin"),
            "*",
            "{status}"
        );
        assert_eq!(
            answer.header("access-control-expose-headers"),
            "retry-after,location",
            "{status}"
        );
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("referrer-policy"), "no-referrer");
    }
}

#[test]
fn questionnaires_by_newest_and_by_version() {
    let app = TestApp::with(|config, _| {
        offer(&config.questionnaires, "1.2.0", |_| {});
        offer(&config.questionnaires, "1.10.0", |_| {});
    });
    let newest = app.client.get("/q/behov-test.json", &[]);
    assert_eq!(newest.status, 200);
    assert_eq!(
        newest.json()["version"],
        "1.10.0",
        "versions are not in the order of letters"
    );
    assert_eq!(newest.header("cache-control"), "public, max-age=60");
    let fixed = app.client.get("/q/behov-test/1.2.0.json", &[]);
    assert_eq!(fixed.json()["version"], "1.2.0");
    assert_eq!(fixed.header("cache-control"), IMMUTABLE);
    let file = app
        .folder
        .path()
        .join("questionnaires/behov-test/1.2.0.json");
    assert_eq!(fixed.body, fs::read(file).unwrap(), "byte for byte");
    for answer in [&newest, &fixed] {
        assert_eq!(answer.header("content-type"), "application/json");
        assert_eq!(answer.header("access-control-allow-origin"), "*");
        assert_eq!(
            answer.header("cross-origin-resource-policy"),
            "cross-origin"
        );
    }
    let etag = fixed.header("etag");
    assert!(etag.starts_with('"') && etag != newest.header("etag"));
    for known in [
        etag,
        &format!("W/{etag}"),
        &format!("\"other\", {etag}"),
        "*",
    ] {
        let again = app
            .client
            .get("/q/behov-test/1.2.0.json", &[("if-none-match", known)]);
        assert_eq!((again.status, again.body.len()), (304, 0), "{known}");
        assert_eq!(again.header("etag"), etag);
    }
    let other = app.client.get(
        "/q/behov-test/1.2.0.json",
        &[("if-none-match", "\"other\"")],
    );
    assert_eq!(other.status, 200);
}

fn with_files(config: &mut Config, folder: &Path) {
    let widget = folder.join("dist");
    let site = folder.join("site");
    fs::create_dir_all(widget.join("sub")).unwrap();
    fs::create_dir_all(site.join("demo")).unwrap();
    for (name, text) in [
        ("behov.js", "loader"),
        ("behov.js.br", "loader br"),
        ("behov.js.gz", "loader gz"),
        ("behov.classic.js", "classic"),
        ("behov-0a1b2c3d4e5f6071.js", "glue"),
        ("behov-0a1b2c3d4e5f6071.wasm", "wasm"),
        ("behov-0a1b2c3d4e5f6071.wasm.br", "wasm br"),
        ("behov-0a1b2c3d4e5f6071.css", "css"),
        ("sv-0a1b2c3d.json", "{}"),
        ("manifest.json", "{}"),
        ("codelists/isced-f2013.json", "{}"),
    ] {
        fs::create_dir_all(widget.join(name).parent().unwrap()).unwrap();
        fs::write(widget.join(name), text).unwrap();
    }
    for (name, text) in [
        ("index.html", "<!doctype html>home"),
        ("demo/index.html", "<!doctype html>demo"),
        ("demo/site.css", "css"),
        ("behov.js", "the site's own, never served"),
    ] {
        fs::write(site.join(name), text).unwrap();
    }
    fs::write(folder.join("secret"), "secret").unwrap();
    config.widget = Some(widget);
    config.site = Some(site);
}

#[test]
fn the_widgets_files() {
    let app = TestApp::with(with_files);
    for (path, media_type, cache) in [
        ("/behov.js", "text/javascript", "public, max-age=300"),
        (
            "/behov.classic.js",
            "text/javascript",
            "public, max-age=300",
        ),
        ("/behov-0a1b2c3d4e5f6071.js", "text/javascript", IMMUTABLE),
        (
            "/behov-0a1b2c3d4e5f6071.wasm",
            "application/wasm",
            IMMUTABLE,
        ),
        ("/behov-0a1b2c3d4e5f6071.css", "text/css", IMMUTABLE),
        ("/sv-0a1b2c3d.json", "application/json", IMMUTABLE),
        ("/manifest.json", "application/json", "no-cache"),
        (
            "/codelists/isced-f2013.json",
            "application/json",
            "public, max-age=86400, stale-while-revalidate=2592000",
        ),
    ] {
        let answer = app
            .client
            .get(path, &[("origin", "https://www.example.org")]);
        assert_eq!(answer.status, 200, "{path}");
        assert_eq!(answer.header("content-type"), media_type, "{path}");
        assert_eq!(answer.header("cache-control"), cache, "{path}");
        assert_eq!(answer.header("access-control-allow-origin"), "*", "{path}");
        assert_eq!(
            answer.header("cross-origin-resource-policy"),
            "cross-origin",
            "{path}"
        );
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("content-encoding"), "", "{path}");
    }
}

#[test]
fn compressed_files_for_those_who_take_them() {
    let app = TestApp::with(with_files);
    for (path, accepts, coding, body) in [
        ("/behov.js", "gzip, deflate, br, zstd", "br", "loader br"),
        ("/behov.js", "gzip, deflate", "gzip", "loader gz"),
        ("/behov.js", "identity", "", "loader"),
        ("/behov.js", "br;q=0, gzip", "gzip", "loader gz"),
        ("/behov-0a1b2c3d4e5f6071.wasm", "gzip, br", "br", "wasm br"),
        ("/behov-0a1b2c3d4e5f6071.wasm", "gzip", "", "wasm"),
    ] {
        let answer = app.client.get_undecoded(path, accepts);
        assert_eq!(
            answer.header("content-encoding"),
            coding,
            "{path} for {accepts}"
        );
        assert_eq!(answer.body, body.as_bytes(), "{path} for {accepts}");
        assert_eq!(
            answer.header("vary"),
            "accept-encoding",
            "{path} for {accepts}"
        );
    }
    let wasm = app
        .client
        .get_undecoded("/behov-0a1b2c3d4e5f6071.wasm", "br");
    assert_eq!(wasm.header("content-type"), "application/wasm");
}

#[test]
fn the_site_around_the_widget() {
    let app = TestApp::with(with_files);
    for path in ["/", "/index.html", "/demo/"] {
        let page = app.client.get(path, &[]);
        assert_eq!(page.status, 200, "{path}");
        assert_eq!(page.header("content-type"), "text/html");
        assert_eq!(page.header("cache-control"), "no-cache");
        assert_eq!(
            page.header("content-security-policy"),
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
             connect-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; \
             frame-ancestors 'none'"
        );
        assert_eq!(page.header("access-control-allow-origin"), "");
    }
    let sheet = app.client.get("/demo/site.css", &[]);
    assert_eq!(
        (sheet.status, sheet.header("content-type")),
        (200, "text/css")
    );
    assert_eq!(
        app.client.get("/behov.js", &[]).body,
        b"loader",
        "the widget's file comes first"
    );
    let head = app.client.send("HEAD", "/behov.js", &[], Vec::new());
    assert_eq!((head.status, head.body.len()), (200, 0));
}

#[test]
fn nothing_outside_the_folders() {
    use std::io::Write;
    let app = TestApp::with(with_files);
    for path in [
        "/../secret",
        "/%2e%2e/secret",
        "/..%2fsecret",
        "/demo/../../secret",
        "//secret",
        "/sub",
    ] {
        let mut stream = app.client.raw();
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
        )
        .unwrap();
        let answer = crate::client::read_all(stream);
        assert!(!answer.contains("\r\n\r\nsecret"), "{path}: {answer}");
        assert!(!answer.starts_with("HTTP/1.1 200"), "{path}: {answer}");
    }
}

/// A link is followed as far as it stays in its folder; the folder itself may
/// be one, as where a release is switched by a link.
#[cfg(unix)]
#[test]
fn no_link_leads_out_of_the_folders() {
    use std::os::unix::fs::symlink;
    let app = TestApp::with(|config, folder| {
        with_files(config, folder);
        let (widget, site) = (folder.join("dist"), folder.join("site"));
        for place in [&widget, &site] {
            symlink(folder.join("secret"), place.join("out.txt")).unwrap();
            symlink(folder, place.join("up")).unwrap();
        }
        fs::write(widget.join("own.js"), "own").unwrap();
        symlink(folder.join("secret"), widget.join("own.js.br")).unwrap();
        symlink("own.js", widget.join("within.js")).unwrap();
        symlink(&site, folder.join("current")).unwrap();
        fs::write(site.join("page.txt"), "page").unwrap();
        config.site = Some(folder.join("current"));
    });
    for path in ["/out.txt", "/up/secret"] {
        assert_eq!(app.client.get(path, &[]).status, 404, "{path}");
    }
    for (path, content) in [("/within.js", "own"), ("/page.txt", "page")] {
        let answer = app.client.get(path, &[]);
        assert_eq!(answer.status, 200, "{path}");
        assert_eq!(answer.body, content.as_bytes());
    }
    let answer = app.client.get_undecoded("/own.js", "br");
    assert_eq!(answer.body, b"own", "nor one that is compressed");
}
