package io.perfbudgets.example.clip;

import io.perfbudgets.example.web.NotFoundException;
import java.util.List;
import org.springframework.data.domain.Pageable;
import org.springframework.data.web.PageableDefault;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/clips/raw")
class RawClipController {

    private final RawClipCatalog catalog;
    private final RawClipRepository rawClips;

    RawClipController(RawClipCatalog catalog, RawClipRepository rawClips) {
        this.catalog = catalog;
        this.rawClips = rawClips;
    }

    @GetMapping
    List<RawClipView> list(@PageableDefault(size = 50) Pageable page) {
        return catalog.list(page);
    }

    @GetMapping(params = "game")
    List<RawClipView> ofGame(@RequestParam long game) {
        return rawClips.summarizeGame(game);
    }

    @GetMapping("/{id}")
    RawClipView get(@PathVariable long id) {
        return rawClips.findById(id).map(RawClipView::whole).orElseThrow(() -> new NotFoundException("raw clip", id));
    }
}
