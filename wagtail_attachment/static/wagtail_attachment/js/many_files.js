/* Says before they are sent that files are too many: Django's own answer is a bare page, and the choice is lost. */
(() => {
  class ManyFilesController extends window.StimulusModule.Controller {
    static targets = ['status'];

    static values = { most: Number, refused: String };

    check(event) {
      const input = this.element.querySelector('[type=file]');
      const areTooMany = input.files.length > this.mostValue;
      this.statusTarget.textContent = areTooMany ? this.refusedValue : '';
      if (!areTooMany || event.type !== 'submit') return;
      event.preventDefault();
      input.focus();
    }
  }

  window.wagtail.app.register('many-files', ManyFilesController);
})();
