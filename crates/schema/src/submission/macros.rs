//! The two shapes every part of the shared schema has: an object whose fields
//! are optional, and a closed set of codes.
//!
//! Both hide their content in `Debug`: an answer never reaches a log by way of
//! a derived print. Unknown fields are not refused here but reported by
//! [`parse`](super::parse()), which alone knows the sender's minor version.

/// An object of optional fields. Absent means not asked; `null` is refused.
macro_rules! object {
    ($(#[$meta:meta])* pub struct $name:ident {
        $($(#[$field_meta:meta])* pub $field:ident: $type:ty,)*
    }) => {
        #[derive(Clone, Default, PartialEq)]
        #[derive(serde::Serialize, serde::Deserialize, validator::Validate)]
        #[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
        #[cfg_attr(
            feature = "json-schema",
            schemars(deny_unknown_fields, transform = super::json_schema::never_null)
        )]
        #[serde(default)]
        $(#[$meta])*
        pub struct $name {
            $(
                $(#[$field_meta])*
                #[serde(skip_serializing_if = "Option::is_none")]
                pub $field: Option<$type>,
            )*
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($name), " {..}"))
            }
        }
    };
}

/// A closed set of codes, each with the text it has on the wire.
macro_rules! codes {
    ($(#[$meta:meta])* pub enum $name:ident {
        $($(#[$variant_meta:meta])* $variant:ident = $code:literal,)*
    }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
        pub enum $name {
            $(
                $(#[$variant_meta])*
                #[serde(rename = $code)]
                $variant,
            )*
        }

        impl $name {
            /// The code, as it is on the wire.
            pub fn code(self) -> &'static str {
                match self {
                    $(Self::$variant => $code,)*
                }
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($name), "(..)"))
            }
        }
    };
}

pub(super) use {codes, object};
