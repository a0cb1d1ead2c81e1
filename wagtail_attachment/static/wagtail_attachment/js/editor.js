// wagtail-localize calls its first button "Publish in Spanish". For who may not publish it hands over.
(() => {
    function name(editor) {
        const button = editor.querySelector('button[name="action"][value="publish"]');
        const label = button && button.querySelector('[data-w-progress-target="label"]');
        if (!label || label.textContent === editor.dataset.handOver) return;
        label.textContent = editor.dataset.handOver;
        button.dataset.wProgressActiveValue = editor.dataset.handOver;
        const icon = button.querySelector(".button-longrunning__icon use");
        if (icon) icon.setAttribute("href", "#icon-resubmit");
    }

    document.addEventListener("DOMContentLoaded", () => {
        const editor = document.querySelector(".js-translation-editor[data-hand-over]");
        if (!editor) return;
        name(editor);
        new MutationObserver(() => name(editor)).observe(editor, {childList: true, subtree: true});
    });
})();
