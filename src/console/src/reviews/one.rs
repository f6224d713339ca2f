//! One integration, as a moderator decides on it.

use encaixe_api::id::IntegrationId;
use encaixe_api::integration::ReviewDetails;
use encaixe_ui::hooks::{use_resource, use_shell};
use encaixe_ui::i18n::{Words, use_words};
use encaixe_ui::remote::Remote;
use encaixe_ui::revisions::Topic;
use encaixe_ui::time;
use yew::prelude::*;

use super::changes::changes;
use super::checks::ChecksPart;
use super::steps::Steps;
use super::written::written;
use crate::api_client;
use crate::integrations::history::history;
use crate::integrations::state::state_chip;
use crate::marketplace::parts::{crumb, failed, loading, logo};
use crate::route::Route;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) id: AttrValue,
}

#[component]
pub(super) fn ReviewPage(props: &Props) -> Html {
    let (words, shell) = (use_words(), use_shell());
    let id = IntegrationId::new(props.id.as_str());
    let review = use_resource(id, Topic::Integrations, |id| {
        let id = id.clone();
        async move { api_client::review(&id).await }
    });
    let found = match &**review.value {
        Remote::Loading => return loading(),
        Remote::Failed(failure) => {
            let what = ("integration", "reviews", &Route::Reviews);
            return failed(&words, &shell, what, failure, review.retry());
        }
        Remote::Ready(found) => found,
    };
    let one = &found.review.integration;
    let onchanged = review.again.clone();
    html! {
        <>
            <header class="settings-head">
                <div class="market-title">
                    { crumb(&shell, &Route::Reviews, words.t("reviews")) }
                    <div class="market-head">
                        { logo(&one.id, &one.manifest.name, one.manifest.logo.as_deref()) }
                        <div class="line-main">
                            <h1 dir="auto">{ one.manifest.name.clone() }</h1>
                            <p class="market-facts">{ state_chip(&words, one.state) }<span dir="auto">{ facts(&words, found) }</span></p>
                        </div>
                    </div>
                </div>
                <div class="settings-actions integration-actions">
                    <Steps review={found.clone()} onchanged={onchanged.clone()} />
                </div>
            </header>
            if let Some(reason) = &one.reason {
                <blockquote class="integration-reason review-reason" dir="auto">{ reason.clone() }</blockquote>
            }
            <ChecksPart id={one.id.clone()} checks={found.checks.clone()} {onchanged} />
            { changes(&words, found) }
            { written(&words, one) }
            <section class="section">
                <h2>{ words.t("review-history") }</h2>
                { history(&words, &found.history) }
            </section>
        </>
    }
}

/// By whom, which version, since when, in how many companies.
fn facts(words: &Words, found: &ReviewDetails) -> String {
    let review = &found.review;
    let since = time::date_time(words, &review.since);
    let version = review.integration.version;
    [
        words.with("market-by", [("company", review.company.as_str().into())]),
        words.with("integration-version", [("version", version.into())]),
        words.with("market-since", [("at", since.into())]),
        words.with("market-companies", [("count", found.installations.into())]),
    ]
    .join(" · ")
}
