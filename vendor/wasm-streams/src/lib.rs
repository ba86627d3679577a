//! Stands in for the crate of this name, which Leptos brings along for the
//! bodies of server functions. The widget calls none, but the classes that the
//! real crate exports to JavaScript cannot be dropped by the linker: five
//! kilobytes of every first load. What is here has the same signatures and
//! carries nothing: a stream of a server function would be empty.

use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;
use wasm_bindgen::JsValue;

/// A stream that a server function would read or write.
#[derive(Debug)]
pub struct ReadableStream(web_sys::ReadableStream);

/// Ends at once.
#[derive(Debug)]
pub struct IntoStream<'reader>(PhantomData<&'reader ()>);

impl ReadableStream {
    /// Takes the stream of a response.
    pub fn from_raw(raw: web_sys::ReadableStream) -> Self {
        Self(raw)
    }

    /// A body without content.
    pub fn from_stream<S>(_: S) -> Self
    where
        S: Stream<Item = Result<JsValue, JsValue>> + 'static,
    {
        Self(web_sys::ReadableStream::from(JsValue::UNDEFINED))
    }

    /// What the browser knows it as.
    pub fn into_raw(self) -> web_sys::ReadableStream {
        self.0
    }

    /// Nothing to come.
    pub fn into_stream(self) -> IntoStream<'static> {
        IntoStream(PhantomData)
    }
}

impl Stream for IntoStream<'_> {
    type Item = Result<JsValue, JsValue>;

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(None)
    }
}
