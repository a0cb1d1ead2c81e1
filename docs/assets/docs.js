// The theme's search opens as a dialog without a name, which screen readers would announce as nothing.
document.querySelector("[data-md-component=search]")?.setAttribute("aria-label", "Search");
