/* Keeps the formatting of what is pasted, for a plain text field. Without it the words alone arrive. */
(() => {
  const WORTH_KEEPING = 'h1,h2,h3,h4,h5,h6,ul,ol,b,strong,i,em,a[href],table,blockquote,img,[style*="font-weight"]';
  // Django refuses a form with more than 2.5 MB in its fields, and what was typed would be gone.
  const MOST = 2000000;
  const measure = (...texts) =>
    new TextEncoder().encode(texts.join('').replace(/\r?\n/g, '\r\n')).length;

  class RichPasteController extends window.StimulusModule.Controller {
    static targets = ['text', 'rich', 'file', 'status'];

    static values = { kept: String, changed: String, long: String, refused: String };

    connect() {
      if (this.richTarget.value) {
        this.pasted = this.textTarget.value;
        this.describe(new DOMParser().parseFromString(this.richTarget.value, 'text/html'));
      }
    }

    paste(event) {
      const html = event.clipboardData?.getData('text/html') || '';
      const text = event.clipboardData?.getData('text/plain') || '';
      const field = this.textTarget;
      const replacesAll = field.selectionStart === 0 && field.selectionEnd === field.value.length;
      if (!html || !replacesAll) return;
      // A parsed document is inert: nothing in it runs or is fetched.
      const page = new DOMParser().parseFromString(html, 'text/html');
      if (!page.querySelector(WORTH_KEEPING)) return;
      if (measure(html, text) > MOST) {
        this.say(this.longValue);
        return;
      }
      event.preventDefault();
      field.value = text;
      this.pasted = text;
      this.richTarget.value = html;
      this.describe(page);
    }

    describe(page) {
      const count = (selector) => page.querySelectorAll(selector).length;
      this.say(
        this.keptValue
          .replace('{headings}', count('h1,h2,h3,h4,h5,h6'))
          .replace('{links}', count('a[href]'))
          .replace('{tables}', count('table')),
      );
    }

    edit() {
      if (this.richTarget.value && this.textTarget.value !== this.pasted) {
        this.richTarget.value = '';
        this.say(this.changedValue);
      }
    }

    check(event) {
      if (measure(this.richTarget.value, this.textTarget.value) <= MOST) return;
      event.preventDefault();
      this.say(this.refusedValue);
      this.textTarget.focus();
    }

    drop(event) {
      if (!event.dataTransfer?.files?.length) return;
      event.preventDefault();
      this.fileTarget.files = event.dataTransfer.files;
    }

    say(words) {
      this.statusTarget.textContent = words;
    }
  }

  window.wagtail.app.register('rich-paste', RichPasteController);
})();
