package io.perfbudgets.example.clip;

import java.util.List;
import org.springframework.context.annotation.Profile;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Before the fix: each clip's game and project are loaded when their names are asked for. */
@Service
@Profile("before")
class NaiveClipCatalog implements ClipCatalog {

    private final ClipRepository clips;

    NaiveClipCatalog(ClipRepository clips) {
        this.clips = clips;
    }

    @Override
    @Transactional(readOnly = true)
    public List<ClipView> list(Pageable page) {
        return clips.findAllByOrderById(page).stream().map(ClipView::of).toList();
    }
}
