// Draws a map from the list of places below it: where they are, how wide, how many claims. Whatever the map says stands
// in that list; a reader without this script has the list and a picture of the same places in the map's stead.
/* global L, topojson */
(() => {
  "use strict";

  const CLOSEST = 12; // without tiles, nothing more is to be seen closer by
  const CLOSEST_WITH_TILES = 17;
  const FIRST = 10; // no closer than this to begin with, so that a village has surroundings
  const LONELY = 40000; // metres: a map as small as this shows its nearest neighbours, too,
  const FAR = 300000; // those no further than this,
  const COMPANY = 3; // and no more than so many
  const REACH = 4; // degrees of a wide area that decide what is shown first
  const FADING = [1, 0.94, 0.88]; // the steps by which an area fades towards its edge
  const DEGREE = (6378137 * Math.PI) / 180; // metres in a degree of a great circle
  const STEPS = [60, 30, 20, 10, 5, 2, 1, 30 / 60, 20 / 60, 10 / 60, 5 / 60, 2 / 60, 1 / 60]; // degrees
  const EDGE = 85.0511; // where Web Mercator ends

  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;

  function element(name, className, text) {
    const made = document.createElement(name);
    made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  // The map begins after the widest stretch without a place, so that both sides of the 180th meridian are neighbours.
  function beginning(longitudes) {
    const ordered = [...longitudes].sort((one, other) => one - other);
    let widest = ordered[0] + 360 - ordered.at(-1);
    let begin = ordered[0];
    ordered.slice(1).forEach((longitude, index) => {
      if (longitude - ordered[index] > widest) {
        widest = longitude - ordered[index];
        begin = longitude;
      }
    });
    return begin;
  }

  function read(rows, begin) {
    return rows.map((row) => {
      const longitude = Number(row.dataset.longitude);
      return {
        row,
        name: row.dataset.name ?? row.textContent,
        label: row.dataset.words,
        claims: Number(row.dataset.claims ?? 0),
        metres: Number(row.dataset.metres ?? 0),
        at: L.latLng(Number(row.dataset.latitude), begin !== undefined && longitude < begin ? longitude + 360 : longitude),
      };
    });
  }

  // What opens at a place: the row of the list, once more.
  function card(place) {
    const [name, known, happenings] = place.row.cells;
    const made = element("div", "card");
    const title = element("p", "title");
    title.append(...[...name.cloneNode(true).childNodes].filter((node) => node.nodeName !== "BR"));
    made.append(title, element("p", "note", known.textContent));
    made.append(happenings.firstElementChild.cloneNode(true));
    return made;
  }

  function numbered(claims, name, className) {
    const made = element("span", className);
    made.append(element("b", "", claims));
    if (name) made.append(element("span", "name", name));
    return made;
  }

  function marker(place) {
    const icon = L.divIcon({ html: numbered(place.claims, place.name, "spot"), className: "mark", iconSize: null });
    const made = L.marker(place.at, { icon, place, riseOnHover: true, bubblingMouseEvents: false });
    made.on("add", () => made.getElement().setAttribute("aria-label", place.label));
    made.bindPopup(card(place), { minWidth: 180, maxWidth: 280, autoPanPadding: [24, 24], closeButton: true });
    return made;
  }

  function clusters(words) {
    const group = L.markerClusterGroup({
      animate: !still,
      showCoverageOnHover: false,
      spiderfyOnMaxZoom: true,
      maxClusterRadius: 44,
      spiderLegPolylineOptions: { className: "leg", weight: 1, opacity: 1, color: "currentColor" },
      iconCreateFunction(cluster) {
        const claims = cluster.getAllChildMarkers().reduce((sum, child) => sum + child.options.place.claims, 0);
        return L.divIcon({ html: numbered(claims, "", "spot many"), className: "mark", iconSize: null });
      },
    });
    // Clusters are made anew at every zoom; each gets its name when it is drawn.
    group.name = () => {
      group._featureGroup.eachLayer((layer) => {
        if (!layer.getAllChildMarkers || !layer.getElement()) return;
        const children = layer.getAllChildMarkers();
        const claims = children.reduce((sum, child) => sum + child.options.place.claims, 0);
        const label = words.cluster.replace("{places}", children.length).replace("{claims}", claims);
        layer.getElement().setAttribute("aria-label", label);
      });
    };
    return group;
  }

  const inWords = (value, [positive, negative]) => {
    const minutes = Math.round(Math.abs(value) * 60);
    const rest = minutes % 60 ? `${String(minutes % 60).padStart(2, "0")}′` : "";
    const letter = minutes === 0 || minutes === 180 * 60 ? "" : value > 0 ? positive : negative;
    return `${Math.floor(minutes / 60)}°${rest}${letter}`;
  };

  // Meridians and parallels, with their degrees written along two edges.
  function grid(map, words) {
    const [north, east, south, west] = words.compass.split(" ");
    const lines = L.layerGroup().addTo(map);
    const edge = map.getContainer().appendChild(element("div", "degrees"));
    edge.setAttribute("aria-hidden", "true");

    function line(from, to) {
      L.polyline([from, to], { className: "grid", interactive: false, weight: 1, opacity: 1, pane: "grid" }).addTo(lines);
    }

    function write(text, side, pixels) {
      const label = edge.appendChild(element("span", `from-${side}`, text));
      label.style[side] = `${Math.round(pixels)}px`;
    }

    function draw() {
      lines.clearLayers();
      edge.replaceChildren();
      const bounds = map.getBounds();
      const step = (stretch) => STEPS.find((each) => stretch / each >= 3) ?? STEPS.at(-1);
      const across = step(bounds.getEast() - bounds.getWest());
      for (let x = Math.ceil(bounds.getWest() / across); x * across < bounds.getEast(); x += 1) {
        line([EDGE, x * across], [-EDGE, x * across]);
        const turned = ((((x * across + 180) % 360) + 360) % 360) - 180;
        write(inWords(turned, [east, west]), "left", map.latLngToContainerPoint([0, x * across]).x);
      }
      const [low, high] = [Math.max(bounds.getSouth(), -EDGE), Math.min(bounds.getNorth(), EDGE)];
      const up = step(high - low);
      for (let y = Math.ceil(low / up); y * up < high; y += 1) {
        line([y * up, bounds.getWest() - 30], [y * up, bounds.getEast() + 30]);
        write(inWords(y * up, [north, south]), "top", map.latLngToContainerPoint([y * up, 0]).y);
      }
    }

    map.on("moveend", draw).on("movestart", () => edge.replaceChildren());
    draw();
  }

  // A small map of the surroundings of what is shown, as an orientation where no coast is in sight.
  function locator(map, outline) {
    const space = "http://www.w3.org/2000/svg";
    const make = (name, attributes) => {
      const made = document.createElementNS(space, name);
      Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
      return made;
    };
    const svg = make("svg", { class: "locator", "aria-hidden": "true", preserveAspectRatio: "xMidYMid slice" });
    for (const turn of [-3600, 0, 3600]) {
      svg.append(make("use", { href: `${outline}#land`, class: "land", transform: `translate(${turn} 0)` }));
    }
    const frame = svg.appendChild(make("rect", { class: "frame-of-map" }));
    map.getContainer().append(svg);

    // The units of the outline: tenths of a degree in the Mercator projection.
    const point = (at) => {
      const latitude = (Math.max(-EDGE, Math.min(EDGE, at.lat)) * Math.PI) / 180;
      return [at.lng * 10, (-Math.log(Math.tan(Math.PI / 4 + latitude / 2)) * 1800) / Math.PI];
    };

    function draw() {
      const bounds = map.getBounds();
      const [[left, top], [right, bottom]] = [point(bounds.getNorthWest()), point(bounds.getSouthEast())];
      const wide = Math.max(450, (right - left) * 3);
      const [x, y] = [(left + right) / 2, (top + bottom) / 2];
      svg.toggleAttribute("hidden", right - left > (map.getSize().x < 600 ? 250 : 450));
      svg.setAttribute("viewBox", `${x - wide / 2} ${y - wide * 0.36} ${wide} ${wide * 0.72}`);
      const least = wide / 26;
      const [width, height] = [Math.max(right - left, least), Math.max(bottom - top, least)];
      for (const [key, value] of Object.entries({ x: x - width / 2, y: y - height / 2, width, height })) {
        frame.setAttribute(key, value);
      }
    }

    map.on("moveend", draw);
    draw();
  }

  const Scale = () =>
    L.Control.Scale.extend({
      _updateMetric(most) {
        const metres = this._getRoundNum(most);
        const words = this.options.words;
        const label = metres < 1000 ? words.metres : words.kilometres;
        const number = (metres < 1000 ? metres : metres / 1000).toLocaleString(document.documentElement.lang);
        this._updateScale(this._mScale, label.replace("{number}", number), metres / most);
      },
    });

  // Names that would lie on each other give way, those of places with fewer claims first.
  function thin(map) {
    const taken = [];
    const names = [...map.getPane("markerPane").querySelectorAll(".name, .neighbour")];
    names.forEach((name) => name.classList.remove("hidden"));
    const fixed = [...map.getPane("markerPane").querySelectorAll(".spot b")].map((spot) => spot.getBoundingClientRect());
    const overlap = (one, other) =>
      one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
    const weight = (name) => Number(name.previousElementSibling?.textContent ?? -1);
    const boxes = names.map((name) => [name, name.getBoundingClientRect()]);
    boxes.sort(([one], [other]) => weight(other) - weight(one));
    for (const [name, box] of boxes) {
      const own = name.previousElementSibling?.getBoundingClientRect();
      const covered = fixed.some((spot) => !(own && spot.left === own.left && spot.top === own.top) && overlap(spot, box));
      if (covered || taken.some((other) => overlap(other, box))) name.classList.add("hidden");
      else taken.push(box);
    }
  }

  // Draws what is in sight, a little at a time, so that the page goes on answering; the rest when it comes into sight.
  function addLand(map, address, turns, drawn) {
    const later = window.requestIdleCallback ?? ((work) => setTimeout(() => work({ timeRemaining: () => 8 }), 30));
    const idle = (work) => later(work, { timeout: 300 });
    let waiting = [];
    let working = false;

    function work(deadline) {
      const sight = map.getBounds().pad(0.5);
      const [near, far] = [[], []];
      waiting.forEach((land) => (sight.intersects(land.bounds) ? near : far).push(land));
      // Of what is in sight the continents first: the last of the list is taken.
      near.sort((one, other) => one.rings[0].length - other.rings[0].length);
      let due = deadline.didTimeout; // a busy window has no time to spare: one at least
      while (near.length && (due || deadline.timeRemaining() > 4)) {
        due = false;
        const { rings, turn } = near.pop();
        const shore = rings.map((ring) => ring.map(([longitude, latitude]) => [latitude, longitude + turn]));
        L.polygon(shore, { pane: "land", interactive: false, className: "land", weight: 0.7, fillOpacity: 1 }).addTo(map);
      }
      waiting = near.concat(far);
      working = near.length > 0;
      if (working) idle(work);
      else drawn();
    }

    function begin() {
      if (!working && waiting.length) {
        working = true;
        idle(work);
      }
    }

    fetch(address)
      .then((answer) => answer.json())
      .then((world) => {
        const shapes = topojson.feature(world, world.objects.land);
        const polygons = (shapes.features ?? [shapes]).flatMap(({ geometry }) =>
          geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates,
        );
        for (const turn of turns) {
          for (const rings of polygons) {
            const [west, south, east, north] = rings[0].reduce(
              ([a, b, c, d], [x, y]) => [Math.min(a, x), Math.min(b, y), Math.max(c, x), Math.max(d, y)],
              [180, 90, -180, -90],
            );
            waiting.push({ rings, turn, bounds: L.latLngBounds([south, west + turn], [north, east + turn]) });
          }
        }
        map.on("moveend", begin);
        begin();
      })
      .catch(() => {
        // The places, the grid and the list do without it.
      });
  }

  function keys(map, box, words) {
    // A popup takes the focus, keeps Escape to itself and gives the focus back to the place it belongs to.
    map.on("popupopen", ({ popup }) => {
      popup.getElement().querySelector(".leaflet-popup-close-button").setAttribute("aria-label", words.close);
      popup.getElement().querySelector(".card a").focus();
    });
    map.on("popupclose", ({ popup }) => {
      const lost = document.activeElement === document.body || popup.getElement()?.contains(document.activeElement);
      if (lost) popup._source?.getElement()?.focus();
    });
    box.addEventListener("keydown", (event) => {
      if (event.key === "Escape") map.closePopup();
      if (event.key === " " && event.target.matches(".mark")) {
        event.preventDefault();
        event.target.click();
      }
    });
    // The wheel scrolls the page until the reader turns to the map.
    map.scrollWheelZoom.disable();
    map.on("focus click", () => map.scrollWheelZoom.enable());
    map.on("blur", () => map.scrollWheelZoom.disable());
  }

  function draw(frame) {
    const words = frame.dataset;
    const list = frame.parentElement;
    const rows = [...list.querySelectorAll(".places tr[data-latitude]")];
    const begin = beginning(rows.map((row) => Number(row.dataset.longitude)));
    const places = read(rows, begin);
    const box = frame.querySelector(".sheet");
    box.replaceChildren();
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", frame.dataset.title);
    const turned = places.some((place) => place.at.lng > 180);
    const map = L.map(box, {
      attributionControl: false,
      zoomControl: false,
      minZoom: 1,
      maxZoom: words.tiles ? CLOSEST_WITH_TILES : CLOSEST,
      zoomSnap: 0.5,
      zoomAnimation: !still,
      fadeAnimation: !still,
      markerZoomAnimation: !still,
      inertia: !still,
      maxBounds: [[-EDGE, -190], [EDGE, turned ? 550 : 190]],
      maxBoundsViscosity: 1,
    });
    map.createPane("land").classList.add("land-pane");
    map.createPane("grid").classList.add("grid-pane");
    if (words.tiles) {
      L.tileLayer(words.tiles, { maxZoom: CLOSEST_WITH_TILES }).addTo(map);
    } else {
      addLand(map, words.land, turned ? [0, 360] : [0], () => frame.classList.add("landed"));
    }

    const bounds = L.latLngBounds([]);
    for (const { at, metres } of places) {
      const across = Math.min(metres / DEGREE / Math.cos((at.lat * Math.PI) / 180), REACH);
      const up = Math.min(metres / DEGREE, REACH);
      bounds.extend([at.lat - up, at.lng - across]).extend([at.lat + up, at.lng + across]);
    }
    const aside = read([...list.querySelectorAll(".neighbours [data-latitude]")], begin);
    const centre = bounds.getCenter();
    if (centre.distanceTo(bounds.getNorthEast()) < LONELY) {
      // A village by itself lies nowhere: begin with the nearest places that a reader may know.
      const near = (place) => place.at.distanceTo(centre);
      aside.filter((place) => near(place) < FAR).sort((one, other) => near(one) - near(other)).slice(0, COMPANY)
        .forEach(({ at }) => bounds.extend(at));
    }
    map.fitBounds(bounds, { padding: [48, 48], maxZoom: FIRST, animate: false });

    const areas = L.layerGroup().addTo(map);
    [...places].sort((one, other) => other.metres - one.metres).forEach(({ at, metres }) => {
      if (!metres) return;
      for (const part of FADING) {
        L.circle(at, { radius: metres * part, className: "area", interactive: false, stroke: false }).addTo(areas);
      }
    });
    aside.forEach(({ at, name }) => {
      const icon = L.divIcon({ html: element("span", "neighbour", name), className: "aside", iconSize: null });
      L.marker(at, { icon, interactive: false, keyboard: false }).addTo(map);
    });
    const group = clusters(words);
    places.forEach((place) => group.addLayer(marker(place)));
    map.addLayer(group);

    L.control.zoom({ zoomInTitle: words.zoomIn, zoomOutTitle: words.zoomOut }).addTo(map);
    const credit = L.control.attribution().setPrefix(false).addTo(map);
    const attribution = words.tiles ? words.tilesAttribution : words.attribution;
    credit.addAttribution(Object.assign(document.createElement("i"), { textContent: attribution }).innerHTML);
    new (Scale())({ imperial: false, maxWidth: 140, words }).addTo(map);
    const compass = box.appendChild(element("span", "compass", words.compass.split(" ")[0]));
    compass.title = words.north;
    grid(map, words);
    locator(map, words.outline);
    keys(map, box, words);

    let waiting = 0;
    const settle = () => {
      waiting = 0;
      // An area wider than the whole sheet would only darken it; its number still stands in its middle.
      const most = Math.hypot(map.getSize().x, map.getSize().y);
      areas.eachLayer((area) => area.getElement()?.classList.toggle("hidden", area._radius > most));
      group.name();
      thin(map);
    };
    map.on("moveend zoomend layeradd", () => {
      waiting ||= requestAnimationFrame(settle);
    });
    settle();
    frame.querySelectorAll(".for-script").forEach((hint) => hint.removeAttribute("hidden"));
    frame.classList.add("drawn");
  }

  window.drawMap = draw;
})();
