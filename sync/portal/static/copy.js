// The copy buttons of the page for the official system; the only script of this portal.
"use strict";
document.querySelectorAll("button[data-copies]").forEach(function (button) {
  button.hidden = false;
  button.addEventListener("click", function () {
    var from = document.getElementById(button.getAttribute("data-copies"));
    var text = from.getAttribute("data-value") || from.textContent;
    navigator.clipboard.writeText(text).then(function () {
      document.querySelectorAll("button[data-copies].copied").forEach(function (other) { other.classList.remove("copied"); });
      button.classList.add("copied");
      document.getElementById("copied").textContent = button.getAttribute("data-said");
    });
  });
});
