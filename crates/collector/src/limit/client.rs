//! Who sends, as a number that tells nothing else.

use std::fmt;
use std::hash::{BuildHasher, RandomState};
use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::str::FromStr;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::http::{HeaderMap, header};
use ipnet::IpNet;

/// Who is at the other end of a connection.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Peer(pub(crate) IpAddr);

/// Addresses of proxies whose word is taken for who sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TrustedProxy(IpNet);

/// The text is neither an address nor a range of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TrustedProxyError;

/// Makes numbers of addresses.
#[derive(Debug)]
pub(crate) struct Clients {
    trusted: Vec<TrustedProxy>,
    /// Another one each time the collector starts.
    salt: RandomState,
    told: AtomicBool,
}

impl Clients {
    pub(crate) fn new(trusted: Vec<TrustedProxy>) -> Self {
        Self {
            trusted,
            salt: RandomState::new(),
            told: AtomicBool::new(false),
        }
    }

    /// The number of whoever sent a request; nothing for a program on this
    /// very machine: that is a proxy which was not made known, and stands for
    /// everybody, or one of the operator's own.
    pub(crate) fn client(&self, peer: Peer, headers: &HeaderMap) -> Option<u64> {
        let address = self.address(peer.0.to_canonical(), headers);
        (!address.is_loopback()).then(|| self.salt.hash_one(network(address)))
    }

    /// The number of whoever holds a connection, for its share of them; nothing
    /// for a trusted proxy, behind which there are many, and for a program on
    /// this very machine.
    pub(crate) fn holder(&self, peer: IpAddr) -> Option<u64> {
        let address = peer.to_canonical();
        let of_many = self.trusts(address) || address.is_loopback();
        (!of_many).then(|| self.salt.hash_one(network(address)))
    }

    /// The address that a trusted proxy names. Each proxy adds whom it heard
    /// from at the end: the last one that is no proxy of ours is the client,
    /// and what stands before it anybody may have written.
    fn address(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        if !self.trusts(peer) {
            self.tell_once(headers);
            return peer;
        }
        let mut address = peer;
        for named in forwarded(headers).into_iter().rev() {
            let Some(named) = named else {
                break;
            };
            address = named;
            if !self.trusts(named) {
                break;
            }
        }
        address
    }

    fn trusts(&self, address: IpAddr) -> bool {
        self.trusted.iter().any(|proxy| proxy.0.contains(&address))
    }

    fn tell_once(&self, headers: &HeaderMap) {
        let says =
            headers.contains_key("x-forwarded-for") || headers.contains_key(header::FORWARDED);
        if says && !self.told.swap(true, Ordering::Relaxed) {
            tracing::warn!(
                "requests come through a proxy that is not known; with --trusted-proxy each of its clients has a limit of its own"
            );
        }
    }
}

/// Whom the header names, in its order: `X-Forwarded-For`, or else `Forwarded`
/// (RFC 7239); nothing in the place of what is no address.
fn forwarded(headers: &HeaderMap) -> Vec<Option<IpAddr>> {
    let elements = |name| {
        let values = headers.get_all(name).iter();
        let texts = values.map(|value| value.to_str().unwrap_or_default());
        texts.flat_map(|text| text.split(',')).collect::<Vec<_>>()
    };
    if headers.contains_key("x-forwarded-for") {
        let elements = elements("x-forwarded-for").into_iter();
        return elements.map(address).collect();
    }
    let elements = elements(header::FORWARDED.as_str()).into_iter();
    elements
        .map(|element| {
            let mut pairs = element.split(';').filter_map(|pair| pair.split_once('='));
            let named = pairs.find(|(name, _)| name.trim().eq_ignore_ascii_case("for"));
            address(named?.1.trim().trim_matches('"'))
        })
        .collect()
}

/// An address, with or without a port.
fn address(text: &str) -> Option<IpAddr> {
    let text = text.trim();
    let bare = text
        .strip_prefix('[')
        .and_then(|text| text.strip_suffix(']'));
    let bare = bare.unwrap_or(text).parse::<IpAddr>();
    let address = bare.or_else(|_| text.parse::<SocketAddr>().map(|at| at.ip()));
    address.ok().map(|address| address.to_canonical())
}

/// What stands for one client: a household has a whole /64 of IPv6.
fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() >> 64 << 64).into(),
    }
}

impl FromStr for TrustedProxy {
    type Err = TrustedProxyError;

    fn from_str(text: &str) -> Result<Self, TrustedProxyError> {
        let network = text.parse::<IpAddr>().map(IpNet::from);
        let network = network.or_else(|_| text.parse::<IpNet>());
        network.map(Self).map_err(|_| TrustedProxyError)
    }
}

impl fmt::Display for TrustedProxyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected an address or a range of them, such as `10.0.0.0/8`")
    }
}

impl std::error::Error for TrustedProxyError {}

#[cfg(test)]
mod tests {
    use super::*;

    fn clients(trusted: &[&str]) -> Clients {
        Clients::new(trusted.iter().map(|text| text.parse().unwrap()).collect())
    }

    fn address_of(clients: &Clients, peer: &str, headers: &[(&'static str, &str)]) -> String {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(*name, value.parse().unwrap());
        }
        clients.address(peer.parse().unwrap(), &map).to_string()
    }

    #[test]
    fn only_a_trusted_proxy_is_believed() {
        let clients = clients(&["10.0.0.0/8", "::1", "127.0.0.1"]);
        let xff = "x-forwarded-for";
        for (peer, headers, expected) in [
            ("192.0.2.1", &[][..], "192.0.2.1"),
            ("192.0.2.1", &[(xff, "198.51.100.7")], "192.0.2.1"),
            ("10.0.0.1", &[], "10.0.0.1"),
            ("10.0.0.1", &[(xff, "198.51.100.7")], "198.51.100.7"),
            // What stands before the proxy's own word is the client's.
            (
                "10.0.0.1",
                &[(xff, "192.0.2.99, 198.51.100.7")],
                "198.51.100.7",
            ),
            (
                "10.0.0.1",
                &[(xff, "192.0.2.99"), (xff, "198.51.100.7")],
                "198.51.100.7",
            ),
            (
                "127.0.0.1",
                &[(xff, "198.51.100.7, 10.9.9.9")],
                "198.51.100.7",
            ),
            ("10.0.0.1", &[(xff, "198.51.100.7:4711")], "198.51.100.7"),
            ("::1", &[(xff, "2001:db8::7")], "2001:db8::7"),
            ("10.0.0.1", &[(xff, "unknown")], "10.0.0.1"),
            (
                "10.0.0.1",
                &[(xff, "198.51.100.7, x, 10.2.2.2")],
                "10.2.2.2",
            ),
            (
                "10.0.0.1",
                &[("forwarded", "for=198.51.100.7;proto=https")],
                "198.51.100.7",
            ),
            (
                "10.0.0.1",
                &[(
                    "forwarded",
                    "for=192.0.2.9, proto=http; For=\"[2001:db8::7]:4711\"",
                )],
                "2001:db8::7",
            ),
            ("10.0.0.1", &[("forwarded", "for=_hidden")], "10.0.0.1"),
            (
                "10.0.0.1",
                &[("forwarded", "for=192.0.2.9"), (xff, "198.51.100.7")],
                "198.51.100.7",
            ),
        ] {
            assert_eq!(
                address_of(&clients, peer, headers),
                expected,
                "{peer} {headers:?}"
            );
        }
    }

    #[test]
    fn a_network_is_one_client_and_this_machine_is_none() {
        let clients = clients(&[]);
        let number = |peer: &str| clients.client(Peer(peer.parse().unwrap()), &HeaderMap::new());
        assert_eq!(number("2001:db8:1:2::7"), number("2001:db8:1:2:ffff::1"));
        assert_ne!(number("2001:db8:1:2::7"), number("2001:db8:1:3::7"));
        assert_eq!(number("192.0.2.1"), number("::ffff:192.0.2.1"));
        assert_ne!(number("192.0.2.1"), number("192.0.2.2"));
        for own in ["127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"] {
            assert_eq!(number(own), None, "{own}");
        }
        let again = super::Clients::new(Vec::new());
        let peer = Peer("192.0.2.1".parse().unwrap());
        assert_ne!(
            again.client(peer, &HeaderMap::new()),
            number("192.0.2.1"),
            "the salt is another each time"
        );
    }

    #[test]
    fn a_proxy_that_is_trusted_holds_connections_of_many() {
        let clients = clients(&["10.0.0.0/8"]);
        let holder = |peer: &str| clients.holder(peer.parse().unwrap());
        for of_many in ["10.1.2.3", "::ffff:10.1.2.3", "127.0.0.1", "::1"] {
            assert_eq!(holder(of_many), None, "{of_many}");
        }
        assert!(holder("192.0.2.1").is_some());
        assert_eq!(holder("192.0.2.1"), holder("::ffff:192.0.2.1"));
        assert_ne!(holder("192.0.2.1"), holder("192.0.2.2"));
        assert_eq!(holder("2001:db8::1"), holder("2001:db8::2"));
    }

    #[test]
    fn ranges_are_read() {
        for good in ["10.0.0.1", "10.0.0.0/8", "::1", "2001:db8::/32"] {
            assert!(good.parse::<TrustedProxy>().is_ok(), "{good}");
        }
        for bad in ["", "10.0.0.0/33", "localhost", "10.0.0", "*"] {
            assert_eq!(bad.parse::<TrustedProxy>(), Err(TrustedProxyError), "{bad}");
        }
    }
}
