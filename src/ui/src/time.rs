//! Times and numbers in the reader's language and zone, by the browser's `Intl`.

use std::cell::RefCell;
use std::collections::HashMap;

use encaixe_api::access::Me;
use js_sys::{Array, Date, Function, Intl, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::i18n::{Locale, Words};
use crate::storage;

const MINUTE: f64 = 60_000.0;
const HOUR: f64 = 60.0 * MINUTE;
const DAY: f64 = 24.0 * HOUR;

/// Where the agent's choice of a time zone is remembered, and its word for that of the device.
const ZONE_KEY: &str = "timezone";
const DEVICE: &str = "device";

/// A way of writing a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Style {
    Clock,
    Date,
    DateWithYear,
    Heading,
    Full,
    Day,
    /// `2026-11-29 04:40:00`, as Swedish writes it.
    Stamp,
}

thread_local! {
    /// The agent's time zone, where it is not that of the device.
    static ZONE: RefCell<Option<String>> = const { RefCell::new(None) };
    static FORMATS: RefCell<HashMap<(&'static str, Style), Function>> = RefCell::default();
}

/// Now, in milliseconds since 1970.
pub fn now() -> f64 {
    Date::now()
}

/// Whether the agent chose the device's time zone in this browser.
pub fn is_device_chosen() -> bool {
    storage::get(ZONE_KEY).as_deref() == Some(DEVICE)
}

/// Remembers whether the agent chose the device's time zone.
pub fn choose_device(chosen: bool) {
    storage::set(ZONE_KEY, if chosen { DEVICE } else { "" });
}

/// Takes the time zone that the member began with, where they have not chosen the device's in this browser.
pub fn begin_as(me: &Me) {
    if !is_device_chosen() {
        set_timezone(me.timezone.as_deref());
    }
}

/// Chooses the agent's time zone; none is that of the device. One that the browser does not know is none.
pub fn set_timezone(zone: Option<&str>) {
    let zone = zone.filter(|zone| zones().iter().any(|known| known == zone));
    ZONE.with_borrow_mut(|chosen| *chosen = zone.map(str::to_owned));
    FORMATS.with_borrow_mut(HashMap::clear);
}

/// The agent's IANA time zone.
pub fn timezone() -> String {
    ZONE.with_borrow(Clone::clone)
        .unwrap_or_else(device_timezone)
}

/// The IANA time zone of the device.
pub fn device_timezone() -> String {
    let options = Intl::DateTimeFormat::new(&Array::new(), &Object::new()).resolved_options();
    Reflect::get(&options, &"timeZone".into())
        .ok()
        .and_then(|zone| zone.as_string())
        .unwrap_or_else(|| "UTC".to_owned())
}

/// How long ago, up to a day; then the date.
pub fn ago(words: &Words, at: &str, now: f64) -> String {
    let then = Date::parse(at);
    let passed = (now - then).max(0.0);
    if passed < MINUTE {
        return words.t("time-now");
    }
    if passed < DAY {
        let (value, unit) = if passed < HOUR {
            (passed / MINUTE, "minute")
        } else {
            (passed / HOUR, "hour")
        };
        return relative(words.locale(), -value.floor(), unit);
    }
    let style = if year(then) == year(now) {
        Style::Date
    } else {
        Style::DateWithYear
    };
    format(words.locale(), style, then)
}

/// How long ago in whole words, also past a day; for lists of settings.
pub fn date_time(words: &Words, at: &str) -> String {
    format(words.locale(), Style::Full, Date::parse(at))
}

/// A day of the calendar, `YYYY-MM-DD`, which no time zone moves.
pub fn day(words: &Words, day: &str) -> String {
    let at = Date::parse(day);
    if at.is_nan() {
        return day.to_owned();
    }
    format(words.locale(), Style::Day, at)
}

/// A number.
pub fn figure(words: &Words, number: f64) -> String {
    let options = Object::new();
    // Setting a plain property on a plain object cannot fail.
    let _ = Reflect::set(&options, &"maximumFractionDigits".into(), &15.into());
    let format = Intl::NumberFormat::new(&tags(words.locale()), &options).format();
    format
        .call1(&JsValue::UNDEFINED, &number.into())
        .ok()
        .and_then(|text| text.as_string())
        .unwrap_or_else(|| number.to_string())
}

/// Hour and minute.
pub fn clock(words: &Words, at: &str) -> String {
    format(words.locale(), Style::Clock, Date::parse(at))
}

/// The day as the heading of its messages.
pub fn day_heading(words: &Words, at: &str, now: f64) -> String {
    let then = Date::parse(at);
    if day_number(then) == day_number(now) {
        words.t("time-today")
    // The day before by the calendar: around a change of the clocks a day has 23 or 25 hours.
    } else if day_number(then) + 1.0 == day_number(now) {
        words.t("time-yesterday")
    } else {
        format(words.locale(), Style::Heading, then)
    }
}

/// Whether two times lie on one day of the reader's calendar.
pub fn same_day(one: &str, other: &str) -> bool {
    day_number(Date::parse(one)) == day_number(Date::parse(other))
}

/// The beginning of today in the reader's calendar, or of the day so many days after it, as the API has times.
pub fn midnight(days: f64) -> Option<String> {
    beginning(local(now()), days)
}

/// The beginning of a day of the calendar, `YYYY-MM-DD`, or of the day so many days after it; none of what is no day.
pub fn beginning_of(day: &str, days: f64) -> Option<String> {
    beginning(Date::parse(day), days)
}

/// When the day begins whose clock shows this, as if it were UTC.
fn beginning(shown: f64, days: f64) -> Option<String> {
    let shown = ((shown / DAY).floor() + days) * DAY;
    // Twice, since the clocks may be changed between the two.
    let mut at = shown;
    for _ in 0..2 {
        at += shown - local(at);
    }
    (!at.is_nan()).then(|| String::from(Date::new(&at.into()).to_iso_string()))
}

/// So many days ago, as the API has times.
pub fn before(days: f64) -> String {
    String::from(Date::new(&(now() - days * DAY).into()).to_iso_string())
}

fn day_number(at: f64) -> f64 {
    (local(at) / DAY).floor()
}

fn year(at: f64) -> u32 {
    Date::new(&local(at).into()).get_utc_full_year()
}

/// What the clock on the agent's wall shows, as if it were UTC.
fn local(at: f64) -> f64 {
    if ZONE.with_borrow(Option::is_none) {
        return at - Date::new(&at.into()).get_timezone_offset() * MINUTE;
    }
    let stamp = format(Locale::En, Style::Stamp, at);
    let there = Date::parse(&format!("{}Z", stamp.replace(' ', "T")));
    if there.is_nan() { at } else { there }
}

fn relative(locale: Locale, value: f64, unit: &str) -> String {
    let options = object(&[("style", "narrow"), ("numeric", "always")]);
    let format = Intl::RelativeTimeFormat::new(&tags(locale), &options);
    String::from(format.format(value, unit))
}

fn format(locale: Locale, style: Style, at: f64) -> String {
    let function = FORMATS.with_borrow_mut(|formats| {
        formats
            .entry((locale.tag(), style))
            .or_insert_with(|| {
                let options = options(style);
                let zone = ZONE.with_borrow(Clone::clone);
                if let Some(zone) = zone.filter(|_| style != Style::Day) {
                    // Setting a plain property on a plain object cannot fail.
                    let _ = Reflect::set(&options, &"timeZone".into(), &zone.into());
                }
                let tags = if style == Style::Stamp {
                    Array::of1(&"sv".into())
                } else {
                    tags(locale)
                };
                Intl::DateTimeFormat::new(&tags, &options).format()
            })
            .clone()
    });
    function
        .call1(&JsValue::UNDEFINED, &at.into())
        .ok()
        .and_then(|text| text.as_string())
        .unwrap_or_default()
}

fn options(style: Style) -> Object {
    object(match style {
        Style::Clock => &[("timeStyle", "short")],
        Style::Date => &[("day", "numeric"), ("month", "short")],
        Style::DateWithYear => &[("dateStyle", "short")],
        Style::Heading => &[("weekday", "long"), ("day", "numeric"), ("month", "long")],
        Style::Full => &[("dateStyle", "long"), ("timeStyle", "short")],
        Style::Day => &[("dateStyle", "medium"), ("timeZone", "UTC")],
        Style::Stamp => &[("dateStyle", "short"), ("timeStyle", "medium")],
    })
}

fn tags(locale: Locale) -> Array {
    Array::of1(&locale.tag().into())
}

fn object(pairs: &[(&str, &str)]) -> Object {
    let object = Object::new();
    for (key, value) in pairs {
        // Setting a plain property on a plain object cannot fail.
        let _ = Reflect::set(&object, &(*key).into(), &(*value).into());
    }
    object
}

/// The time zones that the browser knows.
pub fn zones() -> Vec<String> {
    let known = intl("supportedValuesOf").and_then(|list| {
        let list: Function = list.dyn_into().ok()?;
        list.call1(&JsValue::UNDEFINED, &"timeZone".into()).ok()
    });
    let known = known.and_then(|list| list.dyn_into::<Array>().ok());
    let known = known.into_iter().flat_map(|list| list.to_vec());
    known.filter_map(|zone| zone.as_string()).collect()
}

/// A country's name; its code where the browser has none.
pub fn country(locale: Locale, code: &str) -> String {
    let name = intl("DisplayNames").and_then(|class| {
        let class: Function = class.dyn_into().ok()?;
        let options = object(&[("type", "region")]);
        let names = Reflect::construct(&class, &Array::of2(&tags(locale), &options)).ok()?;
        let of: Function = Reflect::get(&names, &"of".into()).ok()?.dyn_into().ok()?;
        of.call1(&names, &code.into()).ok()?.as_string()
    });
    name.unwrap_or_else(|| code.to_owned())
}

/// A member of `Intl` that has no binding.
fn intl(name: &str) -> Option<JsValue> {
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    Reflect::get(&intl, &name.into()).ok()
}
