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

  // The tile of a class's pattern, as the still map draws it: colour alone tells no class apart.
  const tile = ({ fill, pattern, ink }) => {
    const size = 16;
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = size;
    const pen = canvas.getContext("2d");
    pen.fillStyle = fill;
    pen.fillRect(0, 0, size, size);
    pen.fillStyle = pen.strokeStyle = ink;
    pen.lineWidth = 2;
    const line = (...at) => {
      pen.beginPath();
      pen.moveTo(at[0], at[1]);
      pen.lineTo(at[2], at[3]);
      pen.stroke();
    };
    if (pattern === "dots") {
      pen.beginPath();
      pen.arc(size / 2, size / 2, 3, 0, 2 * Math.PI);
      pen.fill();
    }
    if (pattern === "hatch" || pattern === "cross") line(0, size, size, 0);
    if (pattern === "cross") line(0, 0, size, size);
    if (pattern === "lines") line(0, size / 2, size, size / 2);
    if (pattern === "bars") line(size / 2, 0, size / 2, size);
    return pen.getImageData(0, 0, size, size);
  };

  const lay = () => {
    for (const each of told.patterns) map.addImage(`p-${each.key}`, tile(each), { pixelRatio: 2 });
    map.addLayer(
      {
        id: "patterned", type: "fill", source: "areas",
        filter: ["in", ["get", "look"], ["literal", told.patterns.map((each) => each.key)]],
        paint: { "fill-pattern": ["concat", "p-", ["get", "look"]] },
      },
      "borders",
    );
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
    map.once("load", () => {
      lay();
      map.once("idle", () => (box.dataset.drawn = "yes"));
    });
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
