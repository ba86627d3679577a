//! Values that can be followed: signals and memos of Leptos', of one type.
//!
//! Each type of value in a signal or a memo of Leptos' has a kilobyte and more
//! of code of its own. Here all values are of one type, which knows what it
//! holds and can be compared.

use std::any::Any;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use leptos::prelude::*;

/// A value that changes; it lives as long as the owner that was current when it
/// was made, and is the default one afterwards.
pub struct Signal<T>(Source, PhantomData<fn() -> T>);

#[derive(Clone, Copy)]
enum Source {
    Written(RwSignal<Held>),
    Worked(Memo<Held>),
}

/// A value of any type.
#[derive(Clone)]
struct Held(Arc<dyn Value>);

trait Value: Any + Send + Sync {
    fn is(&self, other: &dyn Any) -> bool;
}

impl<T: Any + PartialEq + Send + Sync> Value for T {
    fn is(&self, other: &dyn Any) -> bool {
        other.downcast_ref() == Some(self)
    }
}

impl PartialEq for Held {
    fn eq(&self, other: &Self) -> bool {
        (*self.0).is(&*other.0)
    }
}

impl<T: Any + Default + PartialEq + Send + Sync> Signal<T> {
    /// One that is written.
    pub(crate) fn new(value: T) -> Self {
        let signal = RwSignal::new(Held(Arc::new(value)));
        Self(Source::Written(signal), PhantomData)
    }

    /// One that follows the signals which `work` reads, and changes only when
    /// another value comes of it.
    pub(crate) fn memo(work: impl Fn() -> T + Send + Sync + 'static) -> Self {
        let memo = memo(Box::new(move || Held(Arc::new(work()))));
        Self(Source::Worked(memo), PhantomData)
    }

    /// Writes only what is another value, so that nothing is drawn again in
    /// vain.
    pub(crate) fn write(self, value: T) {
        self.0.write(Held(Arc::new(value)));
    }

    /// What `read` makes of the value; it is followed.
    pub fn with<U>(self, read: impl FnOnce(&T) -> U) -> U {
        self.0.track();
        self.with_untracked(read)
    }

    /// What `read` makes of the value.
    pub fn with_untracked<U>(self, read: impl FnOnce(&T) -> U) -> U {
        let held = self.0.now();
        let value: Option<&dyn Any> = held.as_ref().map(|held| &*held.0 as &dyn Any);
        match value.and_then(|value| value.downcast_ref()) {
            Some(value) => read(value),
            None => read(&T::default()),
        }
    }

    /// Follows the value.
    pub fn track(self) {
        self.0.track();
    }
}

impl<T: Any + Clone + Default + PartialEq + Send + Sync> Signal<T> {
    /// The value; it is followed.
    pub fn get(self) -> T {
        self.with(T::clone)
    }

    /// The value.
    pub fn get_untracked(self) -> T {
        self.with_untracked(T::clone)
    }
}

impl Source {
    fn now(self) -> Option<Held> {
        match self {
            Self::Written(signal) => signal.try_get_untracked(),
            Self::Worked(memo) => memo.try_get_untracked(),
        }
    }

    fn track(self) {
        match self {
            Self::Written(signal) => signal.track(),
            Self::Worked(memo) => memo.track(),
        }
    }

    fn write(self, value: Held) {
        if let Self::Written(signal) = self
            && self.now().is_some_and(|before| before != value)
        {
            signal.set(value);
        }
    }
}

fn memo(work: Box<dyn Fn() -> Held + Send + Sync>) -> Memo<Held> {
    Memo::new(move |_| work())
}

impl<T> Clone for Signal<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Signal<T> {}

impl<T: Any + Default + PartialEq + Send + Sync> Default for Signal<T> {
    fn default() -> Self {
        Self::new(T::default())
    }
}

impl<T> fmt::Debug for Signal<T> {
    /// Answers are private.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signal").finish_non_exhaustive()
    }
}
