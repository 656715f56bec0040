// The slider beside the number: it moves the number, and htmx sends the form as the number changes.
const slide = document.getElementById("slide");
const slider = document.getElementById("slider");
const value = document.getElementById("value");

if (slide && slider && value) {
  slide.hidden = false;
  // The event goes on to the form, which sends itself once the slider rests.
  slider.addEventListener("input", () => { value.value = slider.value; });
  value.addEventListener("input", () => { slider.value = value.value; });
  document.body.addEventListener("htmx:afterSettle", () => {
    const error = document.getElementById("value-error");
    if (error && error.textContent.trim()) value.setAttribute("aria-invalid", "true");
    else value.removeAttribute("aria-invalid");
  });
}
