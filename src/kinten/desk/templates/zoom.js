// Lays a map that zooms over the still one, once it is asked for. Without a script nothing changes.
(() => {
  const told = JSON.parse(document.getElementById("zoom-data").textContent);
  const still = document.querySelector(".map");
  const box = document.getElementById("zoom");
  const status = document.getElementById("zoom-status");
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = told.open;
  button.setAttribute("aria-pressed", "false");
  still.before(button);
  let map = null;

  const back = (why) => {
    box.hidden = true;
    still.hidden = false;
    button.setAttribute("aria-pressed", "false");
    button.textContent = told.open;
    status.textContent = why;
  };

  const say = (feature, place) => {
    const words = document.createElement("div");
    const line = document.createElement("p");
    line.textContent = feature.properties.words;
    const link = document.createElement("a");
    link.href = `#a${feature.properties.code}`;
    link.textContent = told.row;
    words.append(line, link);
    new maplibregl.Popup({ maxWidth: "20rem" }).setLngLat(place).setDOMContent(words).addTo(map);
    status.textContent = feature.properties.words;
  };

  const draw = () => {
    map = new maplibregl.Map({
      container: "zoom-map",
      style: {
        version: 8,
        sources: { areas: { type: "geojson", data: told.areas, attribution: told.credit } },
        layers: [
          { id: "sea", type: "background", paint: { "background-color": "#ffffff" } },
          { id: "areas", type: "fill", source: "areas", paint: { "fill-color": ["get", "fill"] } },
          { id: "borders", type: "line", source: "areas", paint: { "line-color": "#77777d", "line-width": 0.6 } },
          {
            id: "marked", type: "line", source: "areas", filter: ["get", "marked"],
            paint: { "line-color": "#6f2da8", "line-width": 2.5, "line-dasharray": [2, 1] },
          },
        ],
      },
      bounds: told.bounds,
      maxBounds: [[110, 15], [165, 55]],
      attributionControl: { compact: false },
      dragRotate: false,
      pitchWithRotate: false,
      locale: told.locale,
    });
    map.touchZoomRotate.disableRotation();
    map.addControl(new maplibregl.NavigationControl({ showCompass: false }));
    map.getCanvas().setAttribute("aria-label", told.label);
    map.on("click", "areas", (event) => say(event.features[0], event.lngLat));
    map.on("mouseenter", "areas", () => (map.getCanvas().style.cursor = "pointer"));
    map.on("mouseleave", "areas", () => (map.getCanvas().style.cursor = ""));
    map.once("idle", () => (box.dataset.drawn = "yes"));
  };

  button.addEventListener("click", () => {
    if (!box.hidden) {
      back("");
      return;
    }
    box.hidden = false;
    still.hidden = true;
    button.setAttribute("aria-pressed", "true");
    button.textContent = told.close;
    try {
      if (map === null) draw();
      map.resize();
    } catch {
      back(told.failed);
    }
  });
})();
