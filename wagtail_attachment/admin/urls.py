"""The addresses of the admin's own pages, under ``practice/``."""

from django.urls import path

from wagtail_attachment.admin.views import (
    batches,
    booking,
    country_lines,
    crisis,
    desk,
    disclaimers,
    disclosure,
    fix_disclaimer,
    glossary,
    handing_over,
    imports,
    leaving,
    left_out,
    numbers,
    package_facts,
    paste,
    publish_anyway,
    purges,
    reader_texts,
    recognised,
    review_requests,
    reviews,
    sending_back,
    sensitivity,
    setup,
    snippet_reviews,
    translation_reviews,
    verify_lines,
    withdrawing,
    withdrawing_reviews,
)
from wagtail_attachment.reports.articles import ArticlesReportView
from wagtail_attachment.reports.memory import MemoryView
from wagtail_attachment.reports.translations import TranslationsReportView

app_name = "wagtail_attachment"

urlpatterns = [
    path("setup/", setup.SetupView.as_view(), name="setup"),
    path("setup/<int:site_pk>/", setup.SetupView.as_view(), name="setup"),
    path("articles/", ArticlesReportView.as_view(), name="articles_report"),
    path(
        "articles/results/",
        ArticlesReportView.as_view(results_only=True),
        name="articles_report_results",
    ),
    path("translations/", TranslationsReportView.as_view(), name="translations_report"),
    path(
        "translations/results/",
        TranslationsReportView.as_view(results_only=True),
        name="translations_report_results",
    ),
    path("translations/submit/", batches.StartBatchView.as_view(), name="submit_translations"),
    path(
        "translations/batches/<int:pk>/",
        batches.BatchView.as_view(),
        name="translation_batch",
    ),
    path("disclosure/", disclosure.DisclosureView.as_view(), name="disclosure"),
    path("articles/<int:pk>/review/", reviews.ReviewArticleView.as_view(), name="review_article"),
    path(
        "articles/<int:pk>/review/withdraw/",
        withdrawing_reviews.WithdrawReviewView.as_view(),
        name="withdraw_review",
    ),
    path("articles/<int:pk>/review/ask/", review_requests.AskView.as_view(), name="ask_review"),
    path(
        "review-requests/<int:pk>/decline/",
        review_requests.DeclineView.as_view(),
        name="decline_review",
    ),
    path(
        "review-requests/<int:pk>/withdraw/",
        review_requests.WithdrawRequestView.as_view(),
        name="withdraw_request",
    ),
    path(
        "articles/<int:pk>/translation/",
        translation_reviews.ReviewTranslationView.as_view(),
        name="review_translation",
    ),
    path(
        "shared/<slug:model>/<str:pk>/translation/",
        snippet_reviews.ReviewSnippetView.as_view(),
        name="review_snippet",
    ),
    path(
        "articles/<int:pk>/translation/ready/",
        handing_over.HandOverView.as_view(),
        name="hand_over",
    ),
    path(
        "articles/<int:pk>/translation/take-back/",
        handing_over.TakeBackView.as_view(),
        name="take_back",
    ),
    path(
        "articles/<int:pk>/translation/send-back/",
        sending_back.SendBackView.as_view(),
        name="send_back",
    ),
    path(
        "articles/<int:pk>/publish/",
        publish_anyway.PublishAnywayView.as_view(),
        name="publish_anyway",
    ),
    path(
        "articles/<int:pk>/sensitivity/",
        sensitivity.SensitivityView.as_view(),
        name="sensitivity",
    ),
    path("people/<int:pk>/leaving/", leaving.LeavingView.as_view(), name="leaving"),
    path("memory/", MemoryView.as_view(), name="memory"),
    path("memory/results/", MemoryView.as_view(results_only=True), name="memory_results"),
    path("glossary/import/", glossary.ImportGlossaryView.as_view(), name="import_glossary"),
    path("languages/", desk.DeskView.as_view(), name="desk"),
    path(
        "languages/<str:language>/sentences/",
        reader_texts.ReaderTextsView.as_view(),
        name="reader_texts",
    ),
    path("paste/<int:parent_pk>/", paste.PasteView.as_view(), name="paste"),
    path(
        "paste/<int:parent_pk>/<int:pk>/",
        recognised.RecognisedView.as_view(),
        name="recognised",
    ),
    path("imports/", imports.ImportsView.as_view(), name="imports"),
    path("imports/<int:pk>/", imports.ImportView.as_view(), name="import"),
    path("imports/<int:pk>/report/", imports.ImportReportView.as_view(), name="import_report"),
    path(
        "imports/<int:pk>/continue/", imports.ContinueImportView.as_view(), name="continue_import"
    ),
    path("imports/<int:pk>/stop/", imports.StopImportView.as_view(), name="stop_import"),
    path("imports/new/<int:parent_pk>/", imports.StartImportView.as_view(), name="start_import"),
    path("imports/left-out/<int:pk>/", left_out.LeftOutView.as_view(), name="left_out"),
    path("disclaimers/fix/", fix_disclaimer.FixView.as_view(), name="fix_disclaimer"),
    path("disclaimers/fix-numbers/", fix_disclaimer.FixNumbersView.as_view(), name="fix_numbers"),
    path(
        "disclaimers/numbers/<int:pk>/",
        numbers.ConfirmNumbersView.as_view(),
        name="confirm_numbers",
    ),
    path("booking/fix/", booking.FixView.as_view(), name="fix_booking"),
    path(
        "disclaimers/<int:pk>/approve/",
        disclaimers.ApproveView.as_view(),
        name="approve_disclaimer",
    ),
    path("purges/<int:pk>/run/", purges.RunPurgeView.as_view(), name="run_purge"),
    path("crisis-lines/verify/", verify_lines.VerifyLinesView.as_view(), name="verify_lines"),
    path("crisis-lines/fix/", country_lines.FixView.as_view(), name="fix_lines"),
    path(
        "crisis-lines/country/<str:country>/",
        country_lines.CountryLinesView.as_view(),
        name="country_lines",
    ),
    path("crisis-lines/<int:pk>/verify/", crisis.VerifyView.as_view(), name="verify_line"),
    path(
        "crisis-lines/<int:pk>/withdraw/", withdrawing.WithdrawView.as_view(), name="withdraw_line"
    ),
    path(
        "crisis-lines/<int:pk>/package/",
        package_facts.PackageFactsView.as_view(),
        name="package_facts",
    ),
]
