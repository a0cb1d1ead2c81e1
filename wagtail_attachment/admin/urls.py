"""The addresses of the admin's own pages, under ``practice/``."""

from django.urls import path

from wagtail_attachment.admin.views import (
    booking,
    crisis,
    desk,
    disclaimers,
    disclosure,
    paste,
    publish_anyway,
    purges,
    reviews,
    setup,
    translation_reviews,
)
from wagtail_attachment.reports.articles import ArticlesReportView

app_name = "wagtail_attachment"

urlpatterns = [
    path("setup/", setup.SetupView.as_view(), name="setup"),
    path("articles/", ArticlesReportView.as_view(), name="articles_report"),
    path(
        "articles/results/",
        ArticlesReportView.as_view(results_only=True),
        name="articles_report_results",
    ),
    path("disclosure/", disclosure.DisclosureView.as_view(), name="disclosure"),
    path("articles/<int:pk>/review/", reviews.ReviewArticleView.as_view(), name="review_article"),
    path(
        "articles/<int:pk>/translation/",
        translation_reviews.ReviewTranslationView.as_view(),
        name="review_translation",
    ),
    path(
        "articles/<int:pk>/publish/",
        publish_anyway.PublishAnywayView.as_view(),
        name="publish_anyway",
    ),
    path("languages/", desk.DeskView.as_view(), name="desk"),
    path("paste/<int:parent_pk>/", paste.PasteView.as_view(), name="paste"),
    path("disclaimers/fix/", disclaimers.FixView.as_view(), name="fix_disclaimer"),
    path("booking/fix/", booking.FixView.as_view(), name="fix_booking"),
    path(
        "disclaimers/<int:pk>/approve/",
        disclaimers.ApproveView.as_view(),
        name="approve_disclaimer",
    ),
    path("purges/<int:pk>/run/", purges.RunPurgeView.as_view(), name="run_purge"),
    path("crisis-lines/<int:pk>/verify/", crisis.VerifyView.as_view(), name="verify_line"),
    path("crisis-lines/<int:pk>/withdraw/", crisis.WithdrawView.as_view(), name="withdraw_line"),
]
