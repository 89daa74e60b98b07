package io.perfbudgets.example.clip;

import java.util.List;
import org.springframework.context.annotation.Profile;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;

/** Fetches games and projects with the clips, in one query. */
@Service
@Profile("!before")
class JoinedClipCatalog implements ClipCatalog {

    private final ClipRepository clips;

    JoinedClipCatalog(ClipRepository clips) {
        this.clips = clips;
    }

    @Override
    public List<ClipView> list(Pageable page) {
        return clips.findAllWithGameAndProjectByOrderById(page).stream()
                .map(ClipView::of)
                .toList();
    }
}
