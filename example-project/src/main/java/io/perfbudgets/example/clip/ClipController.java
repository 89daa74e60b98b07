package io.perfbudgets.example.clip;

import java.net.URI;
import java.util.List;
import org.springframework.data.domain.Pageable;
import org.springframework.data.web.PageableDefault;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/clips")
class ClipController {

    private final ClipCatalog catalog;
    private final ClipService clips;

    ClipController(ClipCatalog catalog, ClipService clips) {
        this.catalog = catalog;
        this.clips = clips;
    }

    @GetMapping
    List<ClipView> list(@PageableDefault(size = 100) Pageable page) {
        return catalog.list(page);
    }

    @GetMapping("/{id}")
    ClipView get(@PathVariable long id) {
        return clips.get(id);
    }

    @PostMapping
    ResponseEntity<Void> create(@RequestBody ClipRequest request) {
        return ResponseEntity.created(URI.create("/api/clips/" + clips.create(request)))
                .build();
    }

    @PutMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void change(@PathVariable long id, @RequestBody ClipRequest request) {
        clips.change(id, request);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable long id) {
        clips.delete(id);
    }
}
