// Everything works without this script. It adds: autosave, a guard for unsaved text, "/" to search, focus on what needs mending.
(function () {
  "use strict";
  var sv = document.documentElement.lang !== "en";
  var say = function (swedish, english) { return sv ? swedish : english; };

  document.addEventListener("keydown", function (event) {
    var typing = /^(input|textarea|select)$/i.test(event.target.tagName) || event.target.isContentEditable;
    var search = document.querySelector("[data-search]");
    if (event.key === "/" && !typing && search) { event.preventDefault(); search.focus(); }
  });

  // On a narrow screen the places stand in one line; the one we are at is brought into sight.
  var here = document.querySelector(".places [aria-current]");
  if (here) { here.closest("ul").scrollLeft = here.offsetLeft - 24; }

  var first = document.querySelector("[data-focus]");
  if (first) { first.focus(); }

  // A form with data-autosave sends itself to that address a second after the last keystroke and shows when it was saved.
  document.querySelectorAll("form[data-autosave]").forEach(function (form) {
    var status = form.querySelector("[data-save-status]");
    var version = form.querySelector("input[name=version]");
    var timer = null, dirty = false, running = false, waiting = null;
    var show = function (text) { if (status) { status.textContent = text; } };

    var save = function () {
      if (running) { timer = setTimeout(save, 500); return; }
      running = true; dirty = false;
      show(say("Sparar …", "Saving …"));
      fetch(form.dataset.autosave, { method: "POST", body: new URLSearchParams(new FormData(form)), headers: { "Accept": "application/json" }, credentials: "same-origin" })
        .then(function (response) {
          if (response.status === 409) { show(say("Någon annan har sparat. Spara med knappen för att se båda versionerna.", "Somebody else has saved. Save with the button to see both versions.")); return null; }
          if (response.redirected || response.status === 401) { show(say("Du är utloggad. Texten står kvar här; logga in i en ny flik och fortsätt.", "You are signed out. The text stands here; sign in in a new tab and go on.")); dirty = true; return null; }
          if (!response.ok) { throw new Error(response.status); }
          return response.json();
        })
        .then(function (body) {
          if (!body) { return; }
          if (version && body.version !== undefined) { version.value = body.version; }
          show(say("Sparat ", "Saved ") + body.at);
        })
        .catch(function () { dirty = true; show(say("Kunde inte spara. Försöker igen.", "Could not save. Trying again.")); timer = setTimeout(save, 5000); })
        .finally(function () { running = false; if (waiting) { waiting(); waiting = null; } });
    };

    form.addEventListener("input", function () { dirty = true; clearTimeout(timer); timer = setTimeout(save, 1000); });
    // The button waits for a save that is on its way, so that it sends the version that save gave.
    form.addEventListener("submit", function (event) {
      var button = event.submitter;
      clearTimeout(timer);
      if (running) { event.preventDefault(); waiting = function () { clearTimeout(timer); form.requestSubmit(button); }; return; }
      dirty = false;
    });
    window.addEventListener("beforeunload", function (event) { if (dirty) { event.preventDefault(); } });
  });

  // A table with data-filter gets a field that hides the rows without the words typed.
  document.querySelectorAll("input[data-filter]").forEach(function (field) {
    var table = document.getElementById(field.dataset.filter);
    if (!table) { return; }
    field.closest("[hidden]") && field.closest("[hidden]").removeAttribute("hidden");
    field.addEventListener("input", function () {
      var words = field.value.toLowerCase().trim();
      table.querySelectorAll("tbody tr").forEach(function (row) { row.hidden = words !== "" && row.textContent.toLowerCase().indexOf(words) < 0; });
    });
  });

  document.querySelectorAll("[data-print]").forEach(function (button) { button.hidden = false; button.addEventListener("click", function () { window.print(); }); });
})();
